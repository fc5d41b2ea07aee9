package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The order in which the provider writes members, read from recorded answers. */
final class MemberOrder {

  private static final List<String> RESOURCE =
      List.of(
          "name",
          "id",
          "type",
          "location",
          "tags",
          "managedBy",
          "sku",
          "plan",
          "zones",
          "identity",
          "properties",
          "etag",
          "resources");

  private static final List<String> DISK =
      List.of(
          "osType",
          "hyperVGeneration",
          "purchasePlan",
          "supportsHibernation",
          "supportedCapabilities",
          "creationData",
          "diskSizeGB",
          "diskIOPSReadWrite",
          "diskMBpsReadWrite",
          "readOnly",
          "diskIOPSReadOnly",
          "diskMBpsReadOnly",
          "encryptionSettingsCollection",
          "encryption",
          "incremental",
          "maxShares",
          "networkAccessPolicy",
          "diskAccessId",
          "securityProfile",
          "publicNetworkAccess",
          "dataAccessAuthMode",
          "timeCreated",
          "provisioningState",
          "diskState",
          "diskSizeBytes",
          "uniqueId",
          "completionPercent",
          "copyCompletionError",
          "incrementalSnapshotFamilyId",
          "tier");

  private static final List<String> MACHINE =
      List.of(
          "hardwareProfile",
          "provisioningState",
          "vmId",
          "availabilitySet",
          "storageProfile",
          "osProfile",
          "securityProfile",
          "networkProfile",
          "diagnosticsProfile",
          "licenseType",
          "instanceView",
          "timeCreated");

  private static final List<String> SET =
      List.of(
          "activeKey",
          "previousKeys",
          "encryptionType",
          "rotationToLatestKeyVersionEnabled",
          "lastKeyRotationTimestamp",
          "autoKeyRotationError",
          "federatedClientId",
          "provisioningState");

  /** Objects within the properties, by the name of the member that holds them. */
  private static final Map<String, List<String>> WITHIN =
      Map.ofEntries(
          entry(
              "creationData",
              "createOption",
              "storageAccountId",
              "imageReference",
              "galleryImageReference",
              "sourceUri",
              "sourceResourceId",
              "sourceUniqueId"),
          entry("encryption", "type", "diskEncryptionSetId"),
          entry(
              "encryptionSettingsCollection",
              "enabled",
              "encryptionSettings",
              "encryptionSettingsVersion"),
          entry("encryptionSettings", "enabled", "diskEncryptionKey", "keyEncryptionKey"),
          entry("diskEncryptionKey", "sourceVault", "secretUrl"),
          entry("keyEncryptionKey", "sourceVault", "keyUrl"),
          entry("activeKey", "sourceVault", "keyUrl"),
          entry("previousKeys", "sourceVault", "keyUrl"),
          entry(
              "supportedCapabilities", "diskControllerTypes", "acceleratedNetwork", "architecture"),
          entry("storageProfile", "imageReference", "osDisk", "dataDisks", "diskControllerType"),
          entry(
              "osDisk",
              "osType",
              "encryptionSettings",
              "name",
              "createOption",
              "caching",
              "writeAcceleratorEnabled",
              "managedDisk",
              "deleteOption",
              "diskSizeGB"),
          entry(
              "dataDisks",
              "lun",
              "name",
              "createOption",
              "caching",
              "writeAcceleratorEnabled",
              "managedDisk",
              "deleteOption",
              "diskSizeGB",
              "toBeDetached"),
          entry("managedDisk", "diskEncryptionSet", "storageAccountType", "id"));

  private static Map.Entry<String, List<String>> entry(String member, String... order) {
    return Map.entry(member, List.of(order));
  }

  private MemberOrder() {}

  /** The same resource with its members, and those of its properties, in the provider's order. */
  static ObjectNode ordered(ComputeType type, ObjectNode resource) {
    var result = sorted(resource, RESOURCE);
    if (result.get("properties") instanceof ObjectNode properties) {
      var inner =
          switch (type) {
            case DISK, SNAPSHOT -> sorted(properties, DISK);
            case MACHINE -> sorted(properties, MACHINE);
            case ENCRYPTION_SET -> sorted(properties, SET);
          };
      within(inner);
      result.set("properties", inner);
    }
    return result;
  }

  private static void within(ObjectNode node) {
    for (var member : node.properties()) {
      Optional.ofNullable(WITHIN.get(member.getKey()))
          .ifPresent(order -> member.setValue(within(member.getValue(), order)));
    }
  }

  private static JsonNode within(JsonNode node, List<String> order) {
    return switch (node) {
      case ObjectNode object -> {
        var sorted = sorted(object, order);
        within(sorted);
        yield sorted;
      }
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, within(array.get(i), order));
        }
        yield array;
      }
      default -> node;
    };
  }

  private static ObjectNode sorted(ObjectNode node, List<String> order) {
    var result = ArmJson.object();
    order.stream().filter(node::has).forEach(name -> result.set(name, node.get(name)));
    node.properties().stream()
        .filter(entry -> !result.has(entry.getKey()))
        .forEach(entry -> result.set(entry.getKey(), entry.getValue()));
    return result;
  }
}
