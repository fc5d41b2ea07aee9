package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** The expiry timer fires, and nothing is old enough. */
final class Expiry {
  private final Stage stage;
  private final Story story;

  Expiry(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  void nothingIsOldEnough() {
    story.chapter("The expiry timer fires");
    int before = stage.azure().compute().ids("snapshots").size();
    stage.fire("expire");
    JsonNode last = stage.api().get("/api/expiry").path("lastRun");
    DemoFailure.unless(
        last.path("whole").asBoolean() && last.path("marked").asInt(1) == 0,
        "Points of today were marked: " + last);
    DemoFailure.unless(
        stage.azure().compute().ids("snapshots").size() == before, "A snapshot was deleted");
    story.line("no point is older than its policy keeps it: none marked, nothing deleted");
  }
}
