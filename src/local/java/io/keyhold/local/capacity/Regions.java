package io.keyhold.local.capacity;

import java.util.List;
import java.util.Set;

/** Azure's regions, as far as they matter here, and which of them have zones. */
public final class Regions {

  private static final Set<String> ZONELESS =
      Set.of(
          "westus",
          "westcentralus",
          "northcentralus",
          "canadaeast",
          "ukwest",
          "francesouth",
          "germanynorth",
          "switzerlandwest",
          "norwaywest",
          "australiasoutheast",
          "southindia",
          "japanwest",
          "koreasouth",
          "brazilsoutheast");

  private Regions() {}

  /** Those that a list of everything goes through; others exist as soon as they are named. */
  static List<String> known() {
    return List.of("eastus", "eastus2", "northeurope", "westeurope", "westus", "westus2");
  }

  public static boolean hasZones(String location) {
    return !ZONELESS.contains(location);
  }

  public static List<String> zones(String location) {
    return hasZones(location) ? List.of("1", "2", "3") : List.of();
  }
}
