package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.arm.Compute;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.fleet.SampleNetworks;
import io.keyhold.local.http.RequestLog;
import io.keyhold.local.keyvault.SecretStage;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The copy timer fires: every copy has a gate of its own, and goes to the second region. */
final class Copies {
  private static final String MACHINE = SampleFleet.ADE_BEK;
  private static final String SECRET = "bek-" + MACHINE;
  private static final String NEWEST = "";

  /** Longer than the recorded copies of small disks took. */
  private static final Duration A_COPY = Duration.ofMinutes(5);

  private final Stage stage;
  private final Story story;
  private final Night night;

  Copies(Stage stage, Story story, Night night) {
    this.stage = stage;
    this.story = story;
    this.night = night;
  }

  void aKeyIsDisabledBeforeTheCopy() {
    story.chapter("Somebody disables the secret of " + MACHINE + ", then the copy timer fires");
    secrets().disable(SECRET, NEWEST);
    stage.fire("copy-advance");
    for (String machine : SampleFleet.selected()) {
      JsonNode point = night.look(machine);
      String state = point.path("state").asText();
      String expected = machine.equals(MACHINE) ? "taken" : "copying";
      DemoFailure.unless(
          state.equals(expected), machine + " is " + state + " instead of " + expected);
      story.line("%-13s %-9s %s", machine, state, machine.equals(MACHINE) ? why(point) : "");
    }
    List<RequestLog.Entry> asked = asked(night.point(MACHINE).path("id").asText());
    DemoFailure.unless(asked.isEmpty(), "A copy was asked for though the gate refused: " + asked);
    story.line("no copy of %s was asked for", MACHINE);
  }

  private static String why(JsonNode point) {
    JsonNode problem = point.path("problems").path(0);
    DemoFailure.unless(
        problem.path("code").asText().equals("SecretDisabled"),
        "The copy waits for another reason: " + point.path("problems"));
    return "not copied: %s (%s)"
        .formatted(problem.path("detail").asText(), problem.path("code").asText());
  }

  /** Requests that would make the copies of a point. */
  private List<RequestLog.Entry> asked(String point) {
    return stage
        .azure()
        .requests()
        .matching(
            entry ->
                entry.method().equals("PUT")
                    && entry.path().contains("/" + SampleFleet.COPIES + "/")
                    && entry.path().contains("kh-" + point));
  }

  void theyBecomeWhole() {
    story.chapter("The secret is enabled again, and the copies go on");
    secrets().enable(SECRET, NEWEST);
    stage.fire("copy-advance");
    stage.azure().clock().advance(A_COPY);
    story.line("(the local Azure's clock is moved on by %d minutes)", A_COPY.toMinutes());
    stage.fire("copy-advance");
    for (String machine : SampleFleet.selected()) {
      JsonNode point = night.look(machine);
      DemoFailure.unless(
          point.path("state").asText().equals("complete"),
          "The copies of " + machine + " are not whole: " + point);
      point.path("disks").forEach(this::compare);
      story.line("%-13s %-9s %s", machine, "complete", Points.copies(point));
    }
    shown(night.look(SampleFleet.ADE_KEK));
  }

  private void compare(JsonNode disk) {
    Compute compute = stage.azure().compute();
    String copy = disk.path("copy").asText();
    JsonNode found =
        compute.find(copy).orElseThrow(() -> new DemoFailure("There is no copy " + copy));
    DemoFailure.unless(
        found.path("location").asText().equals(SampleNetworks.OTHER_REGION),
        "The copy is not in the second region: " + found);
    DemoFailure.unless(
        compute.sameBytes(copy, disk.path("snapshot").asText()), "Another copy: " + disk);
  }

  /** Where the point can be opened, and the page that does it without Keyhold. */
  private void shown(JsonNode point) {
    String regions =
        point
            .path("regions")
            .valueStream()
            .map(
                region ->
                    "%s as %s"
                        .formatted(
                            region.path("region").asText(),
                            Points.words(region.path("as"), " or ")))
            .collect(Collectors.joining(", in "));
    DemoFailure.unless(
        regions.contains(SampleNetworks.OTHER_REGION), "No second region is named: " + point);
    story.line("%s can be opened in %s", SampleFleet.ADE_KEK, regions);
    String kit = Points.last(point.path("kits"));
    DemoFailure.unless(!kit.isEmpty(), "The recovery point has no kit: " + point);
    story.line("with Keyhold gone, by its break-glass kit %s", kit);
  }

  private SecretStage secrets() {
    return stage.azure().vaults().vault(SampleFleet.VAULT).secrets();
  }
}
