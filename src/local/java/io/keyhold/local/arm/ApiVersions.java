package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Which members an answer may have: a caller with an older api-version is not shown what came
 * later. Versions are read from recorded answers; where they leave a gap, from the version that is
 * documented to have brought the member.
 */
final class ApiVersions {

  /** Versions are dates, so the order of letters is the order of time. */
  private static final Map<String, String> DISK =
      Map.of(
          "incremental", "2019-03-01",
          "uniqueId", "2019-03-01",
          "diskSizeBytes", "2019-03-01",
          "encryption", "2019-07-01",
          "maxShares", "2019-07-01",
          "networkAccessPolicy", "2020-05-01",
          "tier", "2020-05-01",
          "securityProfile", "2020-12-01",
          "publicNetworkAccess", "2021-04-01",
          "supportedCapabilities", "2021-12-01");

  private static final Map<String, String> SET =
      Map.of("encryptionType", "2020-05-01", "rotationToLatestKeyVersionEnabled", "2020-12-01");

  private static final Map<String, String> MACHINE = Map.of("timeCreated", "2021-11-01");

  private static final Map<String, String> MACHINE_HEAD = Map.of("etag", "2024-11-01");

  private static final Map<String, String> MACHINE_DISK = Map.of("deleteOption", "2021-03-01");

  private static final Map<String, String> MACHINE_OS =
      Map.of("enableVMAgentPlatformUpdates", "2022-03-01");

  private static final String KEY_CHANGE = "2020-05-01";

  private ApiVersions() {}

  /** Takes out what the version does not know. */
  static ObjectNode shown(ComputeType type, String version, ObjectNode resource) {
    var since =
        switch (type) {
          case DISK, SNAPSHOT -> DISK;
          case ENCRYPTION_SET -> SET;
          case MACHINE -> MACHINE;
        };
    takeOut(resource.path("properties"), since, version);
    if (type == ComputeType.MACHINE) {
      takeOut(resource, MACHINE_HEAD, version);
      var properties = resource.path("properties");
      takeOut(properties.path("storageProfile").path("osDisk"), MACHINE_DISK, version);
      properties
          .path("storageProfile")
          .path("dataDisks")
          .forEach(disk -> takeOut(disk, MACHINE_DISK, version));
      takeOut(properties.path("osProfile").path("linuxConfiguration"), MACHINE_OS, version);
      takeOut(properties.path("osProfile").path("windowsConfiguration"), MACHINE_OS, version);
    }
    return resource;
  }

  private static void takeOut(JsonNode from, Map<String, String> since, String version) {
    if (from instanceof ObjectNode object) {
      since.forEach(
          (member, first) -> {
            if (version.compareTo(first) < 0) {
              object.remove(member);
            }
          });
    }
  }

  /** Whether a set may get another key. */
  static boolean changesKeys(String version) {
    return version.compareTo(KEY_CHANGE) >= 0;
  }
}
