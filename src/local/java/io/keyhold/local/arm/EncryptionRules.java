package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the disk provider checks and fills in about encryption. */
final class EncryptionRules {

  private static final Pattern SECRET =
      Pattern.compile("https://[^/]+/secrets/[^/]+/[0-9a-fA-F]{32}");
  private static final Pattern KEY = Pattern.compile("https://[^/]+/keys/[^/]+/[0-9a-fA-F]{32}");

  private EncryptionRules() {}

  /** Checks the form of Azure Disk Encryption's URLs; only the first mistake is told. */
  static void checkForm(JsonNode properties) {
    for (var settings : ArmJson.at(properties, "encryptionSettingsCollection.encryptionSettings")) {
      ArmJson.text(settings, "diskEncryptionKey.secretUrl")
          .filter(url -> !SECRET.matcher(url).matches())
          .ifPresent(
              url -> {
                throw ArmFailure.invalidParameter(
                    url
                        + " is not a valid versioned Key Vault Secret URL. It should be in the"
                        + " format https://<vaultEndpoint>/secrets/<secretName>/<secretVersion>.",
                    "encryptionSettings.diskEncryptionKey.secretUrl");
              });
      ArmJson.text(settings, "keyEncryptionKey.keyUrl")
          .filter(url -> !KEY.matcher(url).matches())
          .ifPresent(
              url -> {
                throw ArmFailure.invalidParameter(
                    url
                        + " is not a valid versioned Key Vault Key URL. It should be in the format"
                        + " https://<vaultEndpoint>/keys/<keyName>/<keyVersion>.",
                    "encryptionSettings.keyEncryptionKey.keyUrl");
              });
    }
  }

  /** The set that a request names, checked. */
  static Optional<Resource> requestedSet(
      ArmCall call, Store store, JsonNode properties, String location, String action) {
    return ArmJson.text(properties, "encryption.diskEncryptionSetId")
        .map(
            named -> {
              call.demandLinked(action, "Microsoft.Compute/diskEncryptionSets/read", named);
              var set =
                  store
                      .find(named)
                      .filter(found -> found.id().type() == ComputeType.ENCRYPTION_SET)
                      .orElseThrow(
                          () ->
                              ArmFailure.provider(
                                  400,
                                  "BadRequest",
                                  "DiskEncryptionSet '" + named + "' was not found."));
              if (!set.location().equals(location)) {
                // Not recorded; a set serves its own region only.
                throw ArmFailure.provider(
                    400, "BadRequest", "DiskEncryptionSet '" + named + "' was not found.");
              }
              return set;
            });
  }

  /**
   * The encryption of the finished resource: what was asked for, else the source's within a region,
   * else platform keys. A set is given back with its group in capitals.
   */
  static ObjectNode finished(
      JsonNode properties, Optional<Resource> set, Optional<Resource> inheritsFrom) {
    if (set.isPresent()) {
      var type =
          ArmJson.text(properties, "encryption.type")
              .or(() -> set.get().property("encryptionType"))
              .orElse("EncryptionAtRestWithCustomerKey");
      return ArmJson.object()
          .put("type", type)
          .put("diskEncryptionSetId", set.get().id().withGroupInCapitals());
    }
    return inheritsFrom
        .filter(source -> !properties.has("encryption"))
        .map(source -> source.properties().get("encryption"))
        .filter(ObjectNode.class::isInstance)
        .map(node -> (ObjectNode) node.deepCopy())
        .orElseGet(() -> ArmJson.object().put("type", "EncryptionAtRestWithPlatformKey"));
  }
}
