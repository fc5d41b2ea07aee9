package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The request that a recorded resource must have been made with: no more than a client writes. */
final class Written {

  private static final List<String> HEAD = List.of("location", "tags", "zones");

  private static final List<String> DISK =
      List.of(
          "encryptionSettingsCollection",
          "incremental",
          "diskIOPSReadWrite",
          "diskMBpsReadWrite",
          "maxShares");

  private static final List<String> SET =
      List.of("activeKey", "encryptionType", "rotationToLatestKeyVersionEnabled");

  private static final List<String> MACHINE =
      List.of(
          "availabilitySet",
          "hardwareProfile",
          "storageProfile",
          "osProfile",
          "securityProfile",
          "networkProfile",
          "diagnosticsProfile",
          "licenseType");

  private Written() {}

  static ObjectNode disk(JsonNode resource) {
    var request = head(resource);
    var properties = resource.path("properties");
    var creation = (ObjectNode) properties.path("creationData").deepCopy();
    creation.remove("sourceUniqueId");
    boolean fromNothing = creation.path("createOption").asText().equals("Empty");
    var result = request.putObject("properties");
    result.set("creationData", creation);
    keep(properties, result, DISK);
    if (fromNothing) {
      keep(properties, result, List.of("osType", "hyperVGeneration", "diskSizeGB"));
    }
    if (!resource.path("sku").path("name").asText().startsWith("PremiumV2")) {
      result.remove(List.of("diskIOPSReadWrite", "diskMBpsReadWrite", "maxShares"));
    }
    if (properties.path("encryption").has("diskEncryptionSetId")) {
      result.set("encryption", properties.get("encryption").deepCopy());
    }
    return request;
  }

  static ObjectNode set(JsonNode resource) {
    var request = head(resource);
    request
        .putObject("identity")
        .put("type", resource.path("identity").path("type").asText("SystemAssigned"));
    keep(resource.path("properties"), request.putObject("properties"), SET);
    return request;
  }

  /** A machine; the disks that came of an image or of nothing get their names anew. */
  static ObjectNode machine(JsonNode resource) {
    var request = head(resource);
    var properties = request.putObject("properties");
    keep(resource.path("properties"), properties, MACHINE);
    var storage = (ObjectNode) properties.path("storageProfile");
    if (storage.get("imageReference") instanceof ObjectNode image) {
      image.remove("exactVersion");
    }
    if (storage.get("osDisk") instanceof ObjectNode os) {
      unnamed(os);
    }
    storage.path("dataDisks").forEach(disk -> unnamed((ObjectNode) disk));
    return request;
  }

  private static void unnamed(ObjectNode disk) {
    boolean built = disk.path("name").asText().matches(".*_[0-9a-f]{32}");
    if (!disk.path("createOption").asText().equalsIgnoreCase("Attach")
        && disk.get("managedDisk") instanceof ObjectNode managed) {
      managed.remove("id");
      if (built) {
        disk.remove("name");
      }
    }
  }

  private static ObjectNode head(JsonNode resource) {
    var request = JsonNodeFactory.instance.objectNode();
    keep(resource, request, HEAD);
    if (resource.path("sku").has("name")) {
      request.putObject("sku").set("name", resource.path("sku").get("name"));
    }
    return request;
  }

  private static void keep(JsonNode from, ObjectNode to, List<String> names) {
    names.stream().filter(from::has).forEach(name -> to.set(name, from.get(name).deepCopy()));
  }
}
