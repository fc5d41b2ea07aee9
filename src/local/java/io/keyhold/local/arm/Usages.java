package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.capacity.Capacity;
import io.keyhold.local.capacity.Size;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a subscription uses of a region. Deallocated machines count like others. */
final class Usages {

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

  private static final String QUOTA =
      "Operation could not be completed as it results in exceeding approved %s Cores quota."
          + " Additional details - Deployment Model: Resource Manager, Location: %s, Current Limit:"
          + " %d, Current Usage: %d, Additional Required: %d, (Minimum) New Limit Required: %d."
          + " Setup Alerts when Quota reaches threshold. Learn more at"
          + " https://aka.ms/quotamonitoringalerting . Submit a request for Quota increase at"
          + " https://aka.ms/ProdportalCRP/#blade/Microsoft_Azure_Capacity/UsageAndQuota.ReactView/Parameters/%%7B%%22subscriptionId%%22:%%22%s%%22,%%22command%%22:%%22openQuotaApprovalBlade%%22%%7D"
          + " by specifying parameters listed in the ‘Details’ section for deployment to succeed."
          + " Please read more about quota limits at"
          + " https://docs.microsoft.com/en-us/azure/azure-supportability/%s";

  private final Store store;
  private final Capacity capacity;

  Usages(Store store, Capacity capacity) {
    this.store = store;
    this.capacity = capacity;
  }

  /** Refuses a machine for which the region's or its family's quota has no room. */
  void checkRoom(String subscription, String location, Size size) {
    var used = cores(subscription, location);
    room(subscription, location, "cores", "Total Regional", used, size, "regional-quota-requests");
    room(subscription, location, size.usage(), size.usage(), used, size, "per-vm-quota-requests");
  }

  private void room(
      String subscription,
      String location,
      String name,
      String shown,
      Map<String, Integer> used,
      Size size,
      String page) {
    int limit = capacity.limit(subscription, location, name);
    int now = used.getOrDefault(name, 0);
    if (now + size.cores() > limit) {
      throw ArmFailure.notAllowed(
          QUOTA.formatted(
              shown, location, limit, now, size.cores(), now + size.cores(), subscription, page));
    }
  }

  /** The list of usages in the recorded order: machines, families, disks. */
  ObjectNode of(String subscription, String location) {
    var used = cores(subscription, location);
    var body = ArmJson.object();
    var list = body.putArray("value");
    add(list, subscription, location, "availabilitySets", "Availability Sets", 0);
    add(list, subscription, location, "cores", "Total Regional vCPUs", used.get("cores"));
    long machines = count(ComputeType.MACHINE, subscription, location);
    add(list, subscription, location, "virtualMachines", "Virtual Machines", machines);
    add(list, subscription, location, "lowPriorityCores", "Total Regional Low-priority vCPUs", 0);
    for (var family : Capacity.families()) {
      long cores = used.getOrDefault(family.usage(), 0);
      add(list, subscription, location, family.usage(), family.localized(), cores);
    }
    for (var kind : DISKS) {
      long count = disks(kind.value(), subscription, location);
      add(list, subscription, location, kind.value(), kind.localized(), count);
    }
    return body;
  }

  private void add(
      ArrayNode list,
      String subscription,
      String location,
      String name,
      String localized,
      long current) {
    var entry = list.addObject().put("limit", capacity.limit(subscription, location, name));
    entry.put("unit", "Count").put("currentValue", current);
    entry.putObject("name").put("value", name).put("localizedValue", localized);
  }

  /** vCPUs in use, by family, and of all families as {@code cores}. */
  private Map<String, Integer> cores(String subscription, String location) {
    var result = new TreeMap<String, Integer>();
    result.put("cores", 0);
    store.inSubscription(ComputeType.MACHINE, subscription).stream()
        .filter(machine -> machine.location().equalsIgnoreCase(location))
        .flatMap(machine -> machine.property("hardwareProfile.vmSize").stream())
        .flatMap(name -> capacity.size(name).stream())
        .forEach(
            size -> {
              result.merge("cores", size.cores(), Integer::sum);
              result.merge(size.usage(), size.cores(), Integer::sum);
            });
    return result;
  }

  private long disks(String name, String subscription, String location) {
    if (name.equals("DiskEncryptionSetCount")) {
      return count(ComputeType.ENCRYPTION_SET, subscription, location);
    }
    var type = name.endsWith("SnapshotCount") ? ComputeType.SNAPSHOT : ComputeType.DISK;
    return store.inSubscription(type, subscription).stream()
        .filter(one -> one.location().equalsIgnoreCase(location))
        .filter(one -> counter(type, one.body().path("sku").path("name").asText()).equals(name))
        .count();
  }

  private long count(ComputeType type, String subscription, String location) {
    return store.inSubscription(type, subscription).stream()
        .filter(one -> one.location().equalsIgnoreCase(location))
        .count();
  }

  /** Under which name a disk or snapshot of a sku is counted. */
  static String counter(ComputeType type, String sku) {
    boolean redundant = sku.endsWith("_ZRS");
    var kind = sku.substring(0, Math.max(sku.indexOf('_'), 0));
    if (type == ComputeType.SNAPSHOT) {
      return redundant ? "ZRSSnapshotCount" : kind + "SnapshotCount";
    }
    return kind + (redundant ? "ZRS" : "") + "DiskCount";
  }
}
