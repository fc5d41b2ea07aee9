package io.keyhold.local.keyvault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** The few JSON habits that the package needs. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A request's body; nothing at all reads as an empty object, as optional bodies are sent. */
  static JsonNode body(byte[] bytes) {
    if (bytes.length == 0) {
      return object();
    }
    try {
      var node = MAPPER.readTree(bytes);
      if (node.isObject()) {
        return node;
      }
    } catch (IOException e) {
      throw VaultError.invalidProperty();
    }
    throw VaultError.invalidProperty();
  }

  static JsonNode parse(byte[] bytes) throws IOException {
    return MAPPER.readTree(bytes);
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A member that is there and not null: clients send null for what they do not set. */
  static Optional<JsonNode> member(JsonNode node, String name) {
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  static Optional<String> text(JsonNode node, String name) {
    return member(node, name).map(VaultError::text);
  }

  static Optional<ObjectNode> object(JsonNode node, String name) {
    return member(node, name)
        .map(
            value -> {
              if (value instanceof ObjectNode object) {
                return object;
              }
              throw VaultError.invalidProperty();
            });
  }
}
