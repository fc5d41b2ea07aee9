package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Optional;

/** What a backup blob holds of a key version and of a secret version. */
final class Archives {

  private Archives() {}

  static Archive<KeyVersion> keys(VaultSettings vault, Sealer sealer) {
    return new Archive<>(
        "AzureKeyVaultKeyBackupV1.microsoft.com",
        vault.subscription(),
        sealer,
        Archives::write,
        Archives::readKey);
  }

  static Archive<SecretVersion> secrets(VaultSettings vault, Sealer sealer) {
    return new Archive<>(
        "AzureKeyVaultSecretBackupV1.microsoft.com",
        vault.subscription(),
        sealer,
        Archives::write,
        Archives::readSecret);
  }

  private static JsonNode write(KeyVersion version) {
    var node = Json.object();
    node.set("key", version.material().privateKey());
    version.operations().forEach(node.putArray("key_ops")::add);
    return finish(node, version);
  }

  private static JsonNode write(SecretVersion version) {
    var node = Json.object().put("value", version.value());
    version.contentType().ifPresent(type -> node.put("contentType", type));
    return finish(node, version);
  }

  private static JsonNode finish(ObjectNode node, Version<?> version) {
    var attributes = version.attributes();
    node.put("enabled", attributes.enabled());
    attributes.notBefore().ifPresent(second -> node.put("nbf", second));
    attributes.expires().ifPresent(second -> node.put("exp", second));
    node.put("created", attributes.created()).put("updated", attributes.updated());
    version.tags().ifPresent(tags -> node.set("tags", tags));
    return node;
  }

  private static KeyVersion readKey(String id, JsonNode node) {
    var operations = new ArrayList<String>();
    node.path("key_ops").forEach(operation -> operations.add(operation.asText()));
    return new KeyVersion(
        id,
        KeyMaterial.of(node.path("key")),
        operations,
        attributes(node),
        Json.object(node, "tags"));
  }

  private static SecretVersion readSecret(String id, JsonNode node) {
    return new SecretVersion(
        id,
        node.path("value").asText(),
        Json.text(node, "contentType"),
        attributes(node),
        Json.object(node, "tags"));
  }

  private static Attributes attributes(JsonNode node) {
    var bare =
        new Attributes(
            true,
            Optional.empty(),
            Optional.empty(),
            node.path("created").asLong(),
            node.path("updated").asLong());
    return bare.with(node);
  }
}
