package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks for restores over HTTP as a client does. */
final class Restores {
  private static final int LOOKS = 60;
  private static final List<String> UNFINISHED = List.of("NotStarted", "Running");

  private final Stage stage;
  private final Story story;

  Restores(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  /** Looks first, then restores, and gives the restore that has succeeded. */
  JsonNode restored(String id, JsonNode body) {
    String path = "/api/restores/" + id;
    JsonNode check = stage.api().put(200, path + "?validateOnly=true", body);
    DemoFailure.unless(check.path("allowed").asBoolean(), "The restore is not allowed: " + check);
    story.line("validateOnly says allowed");
    stage.api().put(202, path, body);
    JsonNode end = finished(path);
    DemoFailure.unless(
        end.path("state").asText().equals("Succeeded"), "The restore did not succeed: " + end);
    return end;
  }

  /** Polls; the queue and the timer work in between. */
  private JsonNode finished(String path) {
    JsonNode restore = JsonNodeFactory.instance.objectNode();
    for (int look = 0; look < LOOKS; look++) {
      stage.settle();
      restore = stage.api().get(path);
      if (!UNFINISHED.contains(restore.path("state").asText())) {
        return restore;
      }
      stage.fire("restore-advance");
    }
    throw new DemoFailure("The restore did not end: " + restore);
  }

  /** The ids of the restored disks, by LUN. */
  static Map<String, String> disks(JsonNode restore) {
    Map<String, String> disks = new TreeMap<>();
    restore
        .path("resources")
        .valueStream()
        .filter(resource -> resource.path("type").asText().equals("disk"))
        .forEach(disk -> disks.put(disk.path("lun").asText(), disk.path("id").asText()));
    return disks;
  }

  /** The id of the one resource of a type. */
  static String the(String type, JsonNode restore) {
    return restore
        .path("resources")
        .valueStream()
        .filter(resource -> resource.path("type").asText().equals(type))
        .map(resource -> resource.path("id").asText())
        .findFirst()
        .orElseThrow(() -> new DemoFailure("The restore made no " + type + ": " + restore));
  }

  /** The unlock plan of a disk. */
  static JsonNode plan(String lun, JsonNode restore) {
    return restore
        .path("unlockPlan")
        .valueStream()
        .filter(plan -> plan.path("lun").asText().equals(lun))
        .findFirst()
        .orElseThrow(() -> new DemoFailure("There is no unlock plan of the disk " + lun));
  }
}
