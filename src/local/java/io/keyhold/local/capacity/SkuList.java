package io.keyhold.local.capacity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes the list of skus: one entry for each size, or kind of disk, and region. */
final class SkuList {

  private static final List<String> DISKS =
      List.of(
          "Standard_LRS",
          "StandardSSD_LRS",
          "StandardSSD_ZRS",
          "Premium_LRS",
          "Premium_ZRS",
          "PremiumV2_LRS",
          "UltraSSD_LRS");

  private final Sizes sizes;

  SkuList(Sizes sizes) {
    this.sizes = sizes;
  }

  List<Sku> in(List<String> regions) {
    var result = new ArrayList<Sku>();
    for (var region : regions) {
      for (var size : sizes.all()) {
        result.add(new Sku(key("virtualMachines", size.name(), region), machine(size, region)));
      }
      for (var name : DISKS) {
        result.add(new Sku(key("disks", name, region), head("disks", name, region)));
      }
      for (var name : List.of("Standard_LRS", "Standard_ZRS", "Premium_LRS")) {
        result.add(new Sku(key("snapshots", name, region), head("snapshots", name, region)));
      }
    }
    result.sort(Comparator.comparing(Sku::key));
    return result;
  }

  private static String key(String type, String name, String region) {
    return (type + "/" + name + "/" + region).toLowerCase(Locale.ROOT);
  }

  private static ObjectNode head(String type, String name, String region) {
    var sku = JsonNodeFactory.instance.objectNode().put("resourceType", type).put("name", name);
    sku.put("tier", name.substring(0, name.indexOf('_')));
    sku.putArray("locations").add(region);
    var info = sku.putArray("locationInfo").addObject().put("location", region);
    var zones = info.putArray("zones");
    Regions.zones(region).forEach(zones::add);
    info.putArray("zoneDetails");
    sku.putArray("restrictions");
    return sku;
  }

  private ObjectNode machine(Size size, String region) {
    var shortName = size.name().substring("Standard_".length());
    var head = head("virtualMachines", size.name(), region);
    var sku = JsonNodeFactory.instance.objectNode();
    for (var member : List.of("resourceType", "name", "tier")) {
      sku.set(member, head.get(member));
    }
    sku.put("size", shortName).put("family", size.usage());
    sku.set("locations", head.get("locations"));
    sku.set("locationInfo", head.get("locationInfo"));
    capabilities(sku.putArray("capabilities"), size);
    var list = sku.putArray("restrictions");
    sizes.restrictions(size.name(), region).forEach(one -> restriction(list.addObject(), one));
    return sku;
  }

  private static void restriction(ObjectNode to, Sizes.Restriction one) {
    to.put("type", one.zone().isPresent() ? "Zone" : "Location");
    to.putArray("values").add(one.location());
    var info = to.putObject("restrictionInfo");
    info.putArray("locations").add(one.location());
    one.zone().ifPresent(zone -> info.putArray("zones").add(zone));
    to.put("reasonCode", "NotAvailableForSubscription");
  }

  private static void capabilities(ArrayNode to, Size size) {
    put(to, "vCPUs", Integer.toString(size.cores()));
    put(to, "HyperVGenerations", String.join(",", size.generations()));
    put(to, "MemoryGB", Integer.toString(size.memoryGb()));
    put(to, "MaxDataDiskCount", Integer.toString(size.dataDisks()));
    put(to, "CpuArchitectureType", "x64");
    put(to, "PremiumIO", size.premium());
    put(to, "VMDeploymentTypes", "IaaS");
    put(to, "vCPUsAvailable", Integer.toString(size.cores()));
    put(to, "EncryptionAtHostSupported", size.premium());
    put(to, "AcceleratedNetworkingEnabled", size.cores() > 1);
    put(to, "MaxNetworkInterfaces", Integer.toString(Math.clamp(size.cores(), 2, 8)));
    put(to, "DiskControllerTypes", String.join(", ", size.controllers()));
    if (size.generations().contains("V2") && !size.trustedLaunch()) {
      put(to, "TrustedLaunchDisabled", true);
    }
    if (size.family().confidential()) {
      put(to, "ConfidentialComputingType", "SNP");
    }
  }

  private static void put(ArrayNode to, String name, boolean value) {
    put(to, name, value ? "True" : "False");
  }

  private static void put(ArrayNode to, String name, String value) {
    to.addObject().put("name", name).put("value", value);
  }
}
