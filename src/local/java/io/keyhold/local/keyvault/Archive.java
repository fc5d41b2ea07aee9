package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Backup blobs of one kind: opaque outside the service, with every version inside.
 *
 * @param label what the blob says it is, with its length before it
 * @param subscription a blob is restored only where it came from
 */
record Archive<V extends Version<V>>(
    String label,
    String subscription,
    Sealer sealer,
    Function<V, JsonNode> write,
    BiFunction<String, JsonNode, V> read) {

  String backup(Named<V> object) {
    var node = Json.object().put("name", object.name()).put("subscription", subscription);
    var versions = node.putArray("versions");
    object
        .versions()
        .forEach(
            version ->
                versions.addObject().put("id", version.id()).set("of", write.apply(version)));
    object.rotationPolicy().ifPresent(policy -> node.set("rotationPolicy", policy));
    String blob = head() + sealer.seal(Json.bytes(node));
    return Base64Url.of(blob.getBytes(StandardCharsets.UTF_8));
  }

  Named<V> restored(String value) {
    String blob =
        Base64Url.bytes(value)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .filter(text -> text.startsWith(head()))
            .orElseThrow(Archive::corrupt);
    try {
      var node =
          Json.parse(sealer.open(blob.substring(head().length())).orElseThrow(Archive::corrupt));
      if (!node.path("subscription").asText().equals(subscription)) {
        throw corrupt();
      }
      var versions = new ArrayList<V>();
      node.path("versions")
          .forEach(item -> versions.add(read.apply(item.path("id").asText(), item.path("of"))));
      return new Named<>(
          node.path("name").asText(), versions, Optional.ofNullable(node.get("rotationPolicy")));
    } catch (IOException e) {
      throw corrupt();
    }
  }

  private String head() {
    return (char) label.length() + label;
  }

  private static VaultError corrupt() {
    return new VaultError(
        400, "Malformed backup blob", "Backup blob is corrupt.", Optional.empty());
  }
}
