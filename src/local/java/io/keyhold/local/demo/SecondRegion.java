package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.fleet.SampleNetworks;

/** A disk is restored from its copy, in the region of the copies. */
final class SecondRegion {
  private static final String MACHINE = SampleFleet.ADE_KEK;
  private static final String LUN = "0";

  private final Stage stage;
  private final Story story;

  SecondRegion(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  /** Gives the restored disk. */
  Disk restore(Night night) {
    story.chapter(
        "A disk of "
            + MACHINE
            + " is restored in "
            + SampleNetworks.OTHER_REGION
            + ": PUT /api/restores/elsewhere");
    JsonNode restore = new Restores(stage, story).restored("elsewhere", request(night));
    String id = Restores.disks(restore).get(LUN);
    JsonNode found = stage.azure().compute().find(id).orElseThrow();
    DemoFailure.unless(
        found.path("location").asText().equals(SampleNetworks.OTHER_REGION),
        "The disk is in another region: " + found);
    String from = restore.path("resources").path(0).path("snapshot").asText();
    DemoFailure.unless(
        Points.disk(night.look(MACHINE), LUN).path("copy").asText().equals(from),
        "The disk was made of something else than the copy: " + from);
    story.line("Succeeded: %s, made of the copy", Points.lastPart(id));
    return new Disk(LUN, id, Night.source(LUN), Restores.plan(LUN, restore));
  }

  private static ObjectNode request(Night night) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("recoveryPoint", night.point(MACHINE).path("id").asText()).put("mode", "disks");
    body.putArray("disks").add(Integer.parseInt(LUN));
    body.putObject("target")
        .put("region", SampleNetworks.OTHER_REGION)
        .put("resourceGroup", SampleFleet.RESTORED_ELSEWHERE)
        .put("namePrefix", "elsewhere");
    return body;
  }
}
