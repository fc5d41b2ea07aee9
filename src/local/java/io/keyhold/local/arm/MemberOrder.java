package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

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

  private static final List<String> CREATION =
      List.of("createOption", "imageReference", "sourceUri", "sourceResourceId", "sourceUniqueId");

  private static final List<String> MACHINE =
      List.of(
          "vmId",
          "availabilitySet",
          "hardwareProfile",
          "storageProfile",
          "osProfile",
          "securityProfile",
          "networkProfile",
          "diagnosticsProfile",
          "licenseType",
          "provisioningState",
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
      if (inner.get("creationData") instanceof ObjectNode creation) {
        inner.set("creationData", sorted(creation, CREATION));
      }
      if (inner.get("encryption") instanceof ObjectNode encryption) {
        inner.set("encryption", sorted(encryption, List.of("type", "diskEncryptionSetId")));
      }
      result.set("properties", inner);
    }
    return result;
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
