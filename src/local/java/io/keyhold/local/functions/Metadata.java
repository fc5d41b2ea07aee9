package io.keyhold.local.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The binding data of an invocation. Names differ by more than their case; the later value wins
 * under the earlier name.
 */
final class Metadata {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

  private final Map<String, JsonNode> values = new LinkedHashMap<>();

  Metadata put(String name, JsonNode value) {
    String known = values.keySet().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    values.put(known, value);
    return this;
  }

  Metadata putText(String name, String text) {
    return put(name, text(text));
  }

  boolean has(String name) {
    return values.keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  /**
   * Adds the top-level members of a text that is a JSON object, arrays and nulls left out; simple
   * values become text.
   */
  Metadata members(String text) {
    if (Json.looksLikeJson(text)) {
      try {
        for (Map.Entry<String, JsonNode> member : Json.read(text).properties()) {
          JsonNode value = member.getValue();
          if (value.isObject()) {
            put(member.getKey(), value);
          } else if (!value.isArray() && !value.isNull()) {
            putText(member.getKey(), Json.dotnetText(value));
          }
        }
      } catch (JsonProcessingException noJson) {
        // The host does not mind either.
      }
    }
    return this;
  }

  Metadata system(String function, Instant now) {
    ObjectNode sys = JsonNodeFactory.instance.objectNode();
    sys.put("MethodName", function);
    sys.put("UtcNow", now.toString());
    sys.put("RandGuid", UUID.randomUUID().toString());
    return put("sys", sys);
  }

  /** Without what repeats the trigger's value: the keys that end in "trigger". */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    values.forEach(
        (name, value) -> {
          if (!name.toLowerCase(Locale.ROOT).endsWith("trigger")) {
            json.set(name, value);
          }
        });
    return json;
  }

  /** How the host sends a string: as its JSON text, in a string. */
  static TextNode text(String value) {
    return TextNode.valueOf(Json.write(value));
  }

  /** How the host sends bytes: base64, without quotes of its own. */
  static TextNode plain(String base64) {
    return TextNode.valueOf(base64);
  }

  /** How the host sends a number: as its JSON text, in a string. */
  static TextNode number(long value) {
    return TextNode.valueOf(Long.toString(value));
  }

  /** How the host sends an instant: in whole seconds. */
  static TextNode date(Instant instant) {
    return TextNode.valueOf(
        SECONDS.format(instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
  }
}
