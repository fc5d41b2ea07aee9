package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Which members of a disk or snapshot are whose. */
final class DiskShape {

  /** What a copy takes from its source unasked. */
  private static final List<String> INHERITED =
      List.of(
          "osType",
          "hyperVGeneration",
          "purchasePlan",
          "supportsHibernation",
          "supportedCapabilities",
          "securityProfile",
          "encryptionSettingsCollection");

  /** What only the provider writes. */
  private static final Set<String> READ_ONLY =
      Set.of(
          "timeCreated",
          "provisioningState",
          "diskState",
          "diskSizeBytes",
          "uniqueId",
          "completionPercent",
          "incrementalSnapshotFamilyId",
          "copyCompletionError");

  private static final Set<String> TUNABLE = Set.of("diskIOPSReadWrite", "diskMBpsReadWrite");

  private DiskShape() {}

  static void inherit(ObjectNode properties, Resource source) {
    INHERITED.stream()
        .filter(source.properties()::has)
        .forEach(name -> properties.set(name, source.properties().get(name).deepCopy()));
  }

  /** The members of a request that count, with values that are not null. */
  static ObjectNode settable(ObjectNode properties, String sku) {
    var result = ArmJson.object();
    properties.properties().stream()
        .filter(entry -> !entry.getValue().isNull())
        .filter(entry -> !READ_ONLY.contains(entry.getKey()))
        .filter(entry -> Skus.tunable(sku) || !TUNABLE.contains(entry.getKey()))
        .forEach(entry -> result.set(entry.getKey(), entry.getValue().deepCopy()));
    return result;
  }
}
