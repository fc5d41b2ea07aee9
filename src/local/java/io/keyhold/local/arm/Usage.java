package io.keyhold.local.arm;

import io.keyhold.local.capacity.Capacity;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a subscription uses of a region. Deallocated machines count like others. */
record Usage(Store store, Capacity capacity) {

  /** vCPUs in use, by family, and of all families as {@code cores}. */
  Map<String, Integer> cores(String subscription, String location) {
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

  /** How many disks or snapshots are counted under a name. */
  long disks(String name, String subscription, String location) {
    if (name.equals("DiskEncryptionSetCount")) {
      return count(ComputeType.ENCRYPTION_SET, subscription, location);
    }
    var type = name.endsWith("SnapshotCount") ? ComputeType.SNAPSHOT : ComputeType.DISK;
    return store.inSubscription(type, subscription).stream()
        .filter(one -> one.location().equalsIgnoreCase(location))
        .filter(one -> counter(type, one.body().path("sku").path("name").asText()).equals(name))
        .count();
  }

  long count(ComputeType type, String subscription, String location) {
    return store.inSubscription(type, subscription).stream()
        .filter(one -> one.location().equalsIgnoreCase(location))
        .count();
  }

  int limit(String subscription, String location, String name) {
    return capacity.limit(subscription, location, name);
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
