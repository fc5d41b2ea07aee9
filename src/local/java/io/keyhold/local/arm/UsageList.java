package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.capacity.Capacity;
import java.util.List;

/** Writes what a subscription uses of a region: machines, families, disks, in this order. */
record UsageList(Usage usage, String subscription, String location) {

  private record Named(String value, String localized) {}

  private static final List<Named> DISKS =
      List.of(
          new Named("StandardDiskCount", "Standard Storage Managed Disks"),
          new Named("PremiumDiskCount", "Premium Storage Managed Disks"),
          new Named("StandardSSDDiskCount", "StandardSSDStorageDisks"),
          new Named("StandardSSDZRSDiskCount", "StandardSSDZRSStorageDisks"),
          new Named("PremiumZRSDiskCount", "PremiumZRSStorageDisks"),
          new Named("UltraSSDDiskCount", "UltraSSDStorageDisks"),
          new Named("PremiumV2DiskCount", "PremiumV2StorageDisks"),
          new Named("StandardSnapshotCount", "StandardStorageSnapshots"),
          new Named("PremiumSnapshotCount", "PremiumStorageSnapshots"),
          new Named("ZRSSnapshotCount", "ZrsStorageSnapshots"),
          new Named("DiskEncryptionSetCount", "DiskEncryptionSets"));

  ObjectNode body() {
    var cores = usage.cores(subscription, location);
    var body = ArmJson.object();
    var list = body.putArray("value");
    add(list, "availabilitySets", "Availability Sets", 0);
    add(list, "cores", "Total Regional vCPUs", cores.get("cores"));
    long machines = usage.count(ComputeType.MACHINE, subscription, location);
    add(list, "virtualMachines", "Virtual Machines", machines);
    add(list, "lowPriorityCores", "Total Regional Low-priority vCPUs", 0);
    for (var family : Capacity.families()) {
      add(list, family.usage(), family.localized(), cores.getOrDefault(family.usage(), 0));
    }
    for (var kind : DISKS) {
      add(list, kind.value(), kind.localized(), usage.disks(kind.value(), subscription, location));
    }
    return body;
  }

  private void add(ArrayNode list, String name, String localized, long current) {
    var entry = list.addObject().put("limit", usage.limit(subscription, location, name));
    entry.put("unit", "Count").put("currentValue", current);
    entry.putObject("name").put("value", name).put("localizedValue", localized);
  }
}
