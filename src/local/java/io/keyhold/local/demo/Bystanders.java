package io.keyhold.local.demo;

import io.keyhold.local.http.Relay;
import java.util.List;

/** Whether anything but the local Azure was called. */
final class Bystanders {
  private final Stage stage;
  private final Story story;

  Bystanders(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  void nobodyElseWasCalled() {
    story.chapter("Who was called?");
    List<Relay.Asked> others =
        stage.azure().relayed().stream()
            .filter(asked -> asked.verdict() != Relay.Verdict.ALLOWED)
            .toList();
    DemoFailure.unless(
        others.isEmpty(), "Something else than the local Azure was called: " + others);
    long hosts = stage.azure().relayed().stream().map(Relay.Asked::host).distinct().count();
    story.line(
        "%d requests to %d hosts of Azure, all of them answered on this machine",
        stage.azure().requests().all().size(), hosts);
  }
}
