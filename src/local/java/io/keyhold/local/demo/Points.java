package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads recovery points as the API shows them. */
final class Points {
  private static final List<String> GOOD = List.of("complete", "taken");

  private Points() {}

  static boolean isGood(JsonNode point) {
    return GOOD.contains(point.path("state").asText());
  }

  static String machine(JsonNode point) {
    return lastPart(point.path("machine"));
  }

  /**
   * The name at the end of an ARM id, whose middle Azure writes now in one case, now in another.
   */
  static String lastPart(JsonNode id) {
    return id.asText().substring(id.asText().lastIndexOf('/') + 1);
  }

  /** The keys of a point in words, each with what was found and when. */
  static String keys(JsonNode point) {
    String keys =
        point
            .path("keys")
            .valueStream()
            .map(Points::verdict)
            .distinct()
            .collect(Collectors.joining(", "));
    return keys.isEmpty() ? "no key that Azure or a tag names" : keys;
  }

  private static String verdict(JsonNode verdict) {
    String key = verdict.path("key").asText();
    String[] parts = key.split("/", -1);
    String name =
        parts.length > 3
            ? String.join("/", Arrays.asList(parts).subList(3, Math.min(5, parts.length)))
            : key;
    return name + " " + verdict.path("result").asText();
  }
}
