package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.capacity.Regions;
import java.util.Map;

/** Kinds of disks: their tiers and what they can do. */
final class Skus {

  /** The price tiers of Premium SSD v1: size in GiB, tier, IOPS, MB/s. */
  private record Tier(int sizeGb, String name, int iops, int mbps) {}

  private static final Tier[] PREMIUM = {
    new Tier(4, "P1", 120, 25),
    new Tier(8, "P2", 120, 25),
    new Tier(16, "P3", 120, 25),
    new Tier(32, "P4", 120, 25),
    new Tier(64, "P6", 240, 50),
    new Tier(128, "P10", 500, 100),
    new Tier(256, "P15", 1100, 125),
    new Tier(512, "P20", 2300, 150),
    new Tier(1024, "P30", 5000, 200),
    new Tier(2048, "P40", 7500, 250),
    new Tier(4096, "P50", 7500, 250),
    new Tier(8192, "P60", 16_000, 500),
    new Tier(16_384, "P70", 18_000, 750),
    new Tier(Integer.MAX_VALUE, "P80", 20_000, 900)
  };

  private Skus() {}

  /** The sku with its tier, as a finished resource shows it. */
  static ObjectNode full(String name) {
    var tier =
        name.startsWith("Premium") ? "Premium" : name.startsWith("Ultra") ? "Ultra" : "Standard";
    return ArmJson.object().put("name", name).put("tier", tier);
  }

  /** Incremental snapshots become zone-redundant where the region can do that. */
  static String defaultFor(boolean incrementalSnapshot, String location) {
    return incrementalSnapshot && Regions.hasZones(location) ? "Standard_ZRS" : "Standard_LRS";
  }

  /** Whether IOPS and throughput are the owner's to set. */
  static boolean tunable(String name) {
    return name.startsWith("UltraSSD") || name.startsWith("PremiumV2");
  }

  static boolean hardDisk(String name) {
    return name.startsWith("Standard_");
  }

  /** Writes what a disk of this kind and size can do. */
  static void performance(ObjectNode properties, String name) {
    if (tunable(name)) {
      tuned(properties);
      return;
    }
    int size = properties.path("diskSizeGB").asInt();
    boolean premium = name.startsWith("Premium");
    var tier = PREMIUM[0];
    for (int i = 0; size > tier.sizeGb(); i++) {
      tier = PREMIUM[i + 1];
    }
    properties.put("diskIOPSReadWrite", premium ? tier.iops() : 500);
    properties.put("diskMBpsReadWrite", premium ? tier.mbps() : 60);
    properties.remove("tier");
    if (premium) {
      properties.put("tier", tier.name());
    }
  }

  /** What a tunable disk has unless it was asked for; readers of a shared one have their own. */
  private static void tuned(ObjectNode properties) {
    Map.of(
            "diskIOPSReadWrite", 3000,
            "diskMBpsReadWrite", 125,
            "diskIOPSReadOnly", 3000,
            "diskMBpsReadOnly", 125,
            "maxShares", 1)
        .forEach(
            (member, value) -> {
              if (!properties.has(member)) {
                properties.put(member, value);
              }
            });
    properties.put("readOnly", false);
  }
}
