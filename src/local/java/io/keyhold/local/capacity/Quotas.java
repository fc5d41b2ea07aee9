package io.keyhold.local.capacity;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much a subscription may use in a region, by the names that usages have. */
final class Quotas {

  /** What a subscription of a company usually starts with. */
  private static final int CORES = 350;

  private static final Map<String, Integer> USUAL =
      Map.of(
          "availabilitySets", 2500,
          "virtualMachines", 25_000,
          "virtualMachineScaleSets", 2500,
          "lowPriorityCores", 350,
          "UltraSSDDiskCount", 1000,
          "PremiumV2DiskCount", 1000,
          "DiskEncryptionSetCount", 5000);

  private final Map<String, Integer> set = new ConcurrentHashMap<>();

  void set(String subscription, String location, String name, int limit) {
    set.put(key(subscription, location, name), limit);
  }

  int limit(String subscription, String location, String name) {
    return set.getOrDefault(key(subscription, location, name), usual(name));
  }

  private static int usual(String name) {
    if (name.endsWith("SnapshotCount")) {
      return 75_000;
    }
    return USUAL.getOrDefault(name, name.endsWith("DiskCount") ? 50_000 : CORES);
  }

  private static String key(String subscription, String location, String name) {
    return String.join("/", subscription, location, name).toLowerCase(Locale.ROOT);
  }
}
