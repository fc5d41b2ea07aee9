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
    return lastPart(point.path("machine").asText());
  }

  /**
   * The name at the end of an ARM id, whose middle Azure writes now in one case, now in another.
   */
  static String lastPart(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  static JsonNode disk(JsonNode point, String lun) {
    return point
        .path("disks")
        .valueStream()
        .filter(disk -> disk.path("lun").asText().equals(lun))
        .findFirst()
        .orElseThrow(() -> new DemoFailure("The recovery point has no disk " + lun));
  }

  /** Where the copies of a point are, and under which key. */
  static String copies(JsonNode point) {
    String region = last(point.path("regions").findValues("region"));
    String key =
        point
            .path("disks")
            .valueStream()
            .map(disk -> disk.path("copyAtRest"))
            .map(atRest -> atRest.has("set") ? lastPart(atRest.path("set").asText()) : "")
            .distinct()
            .map(set -> set.isEmpty() ? "the platform's key" : set)
            .collect(Collectors.joining(" and "));
    return "%d copied to %s, under %s".formatted(point.path("disks").size(), region, key);
  }

  static String words(JsonNode list, String between) {
    return list.valueStream().map(JsonNode::asText).collect(Collectors.joining(between));
  }

  /** The text of the last entry; nothing of an empty list. */
  static String last(Iterable<JsonNode> list) {
    String last = "";
    for (JsonNode each : list) {
      last = each.asText();
    }
    return last;
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
