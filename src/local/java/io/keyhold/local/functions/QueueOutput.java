package io.keyhold.local.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The messages that a queue output stands for. A text that happens to be base64 is decoded first.
 * An array becomes a message per element, and so does a text that holds an array; objects are
 * written as indented JSON text.
 */
final class QueueOutput {
  private QueueOutput() {}

  static List<byte[]> messages(JsonNode value, boolean binary) {
    if (value.isArray()) {
      return each(value);
    }
    if (!value.isTextual()) {
      return List.of(bytes(value));
    }
    Optional<byte[]> decoded = binary ? Optional.empty() : base64(value.textValue());
    if (decoded.isPresent()) {
      return List.of(decoded.get());
    }
    if (Json.looksLikeJson(value.textValue())) {
      JsonNode held = parse(value.textValue());
      return held.isArray() ? each(held) : List.of(bytes(held));
    }
    return List.of(bytes(value));
  }

  private static List<byte[]> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(QueueOutput::bytes).toList();
  }

  private static byte[] bytes(JsonNode value) {
    return Json.dotnetText(value).getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode parse(String text) {
    try {
      return Json.read(text);
    } catch (JsonProcessingException noJson) {
      throw new OutputException(
          "A queue output looks like JSON but is not: " + noJson.getOriginalMessage());
    }
  }

  /** .NET's decoder skips white space and insists on padding. */
  static Optional<byte[]> base64(String text) {
    String packed = text.replaceAll("[ \\t\\r\\n]", "");
    if (packed.length() % 4 != 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(packed));
    } catch (IllegalArgumentException plain) {
      return Optional.empty();
    }
  }
}
