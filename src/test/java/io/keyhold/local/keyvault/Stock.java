package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts keys and secrets into a vault as a recorded answer shows them, with their very ids. */
record Stock(Vault vault) {

  private static final KeyMaterial RSA = RsaMaterial.generate("RSA", 2048);
  private static final KeyMaterial CURVE = EcMaterial.generate("EC", "P-256");
  private static final Pattern URL =
      Pattern.compile("https://[^/]+/(?:keys|secrets)/[^/'\"]+/[0-9a-f]{32}");

  /** The first identifier with a version in a body, be it in a message. */
  static String urlIn(JsonNode body) {
    var match = URL.matcher(body.toString());
    if (!match.find()) {
      throw new IllegalStateException("No identifier in " + body);
    }
    return match.group();
  }

  void key(String name) {
    key(name, Version.newId());
  }

  void key(String name, String version) {
    add(name, version, RSA, RSA.allOperations(), Json.object());
  }

  void secret(String name) {
    secret(name, Version.newId());
  }

  void secret(String name, String version) {
    vault
        .secrets()
        .add(
            name,
            now ->
                new SecretVersion(
                    version,
                    "value",
                    Optional.empty(),
                    Attributes.createdAt(now),
                    Optional.empty()));
  }

  /** The object of an answered bundle. */
  void answered(JsonNode bundle) {
    String[] parts = urlIn(bundle).split("/");
    if (parts[3].equals("secrets")) {
      secret(parts[4], parts[5]);
      return;
    }
    var key = bundle.path("key");
    var operations = new ArrayList<String>();
    key.path("key_ops").forEach(operation -> operations.add(operation.asText()));
    add(
        parts[4],
        parts[5],
        key.path("kty").asText().equals("EC") ? CURVE : RSA,
        operations,
        bundle);
  }

  /** The object of an entry of a list, which may name no version. */
  void keyItem(JsonNode item) {
    String[] parts = item.path("kid").asText().split("/");
    add(parts[4], parts.length > 5 ? parts[5] : Version.newId(), RSA, RSA.allOperations(), item);
  }

  private void add(
      String name, String version, KeyMaterial material, List<String> operations, JsonNode shown) {
    vault
        .keys()
        .add(
            name,
            now ->
                new KeyVersion(
                    version,
                    material,
                    operations,
                    Attributes.createdAt(now).with(shown.path("attributes")),
                    Json.object(shown, "tags")));
  }
}
