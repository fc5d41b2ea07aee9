package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.http.RequestLog;
import io.keyhold.local.keyvault.KeyStage;
import java.util.List;

/** Somebody disables the exact version of the key that wraps a machine's BEK. */
final class Refusal {
  private static final String MACHINE = SampleFleet.ADE_KEK;
  private static final String NEWEST = "";

  private final Stage stage;
  private final Story story;

  Refusal(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  private KeyStage keys() {
    return stage.azure().vaults().vault(SampleFleet.VAULT).keys();
  }

  void disableTheKey() {
    story.chapter("Somebody disables the key version that wraps the BEK of " + MACHINE);
    keys().disable(SampleFleet.KEK, NEWEST);
    story.line("%s in the vault %s", SampleFleet.KEK, SampleFleet.VAULT);
  }

  void backUpIsRefused() {
    story.chapter("Another backup of " + MACHINE + " is asked for: PUT /api/backups/after-lunch");
    List<String> before = stage.azure().compute().ids("snapshots");
    JsonNode body =
        JsonNodeFactory.instance.objectNode().put("machine", SampleFleet.machine(MACHINE));
    String id =
        stage.api().put(202, "/api/backups/after-lunch", body).path("recoveryPoint").asText();
    stage.settle();
    JsonNode point = stage.api().get("/api/recovery-points/" + id);
    String state = point.path("state").asText();
    DemoFailure.unless(
        state.equals("refused"),
        "The backup with a disabled key ended as " + state + " instead of refused");
    JsonNode reason = unavailable(point);
    story.line("refused: %s", reason.path("reason").asText());
    story.line("remedy:  %s", reason.path("remedy").asText());
    DemoFailure.unless(
        stage.azure().compute().ids("snapshots").equals(before),
        "A snapshot was made for the refused backup");
    DemoFailure.unless(
        asked(id).isEmpty(), "A snapshot was asked for though the gate refused: " + asked(id));
    story.line("no snapshot was asked for, none was made and nothing was copied");
  }

  /** The verdict that explains the refusal. */
  private static JsonNode unavailable(JsonNode answer) {
    JsonNode found =
        answer
            .path("keys")
            .valueStream()
            .filter(verdict -> verdict.path("result").asText().equals("unavailable"))
            .findFirst()
            .orElseThrow(() -> new DemoFailure("No key is said to be unavailable in " + answer));
    DemoFailure.unless(
        found.path("key").asText().contains(SampleFleet.KEK), "Another key is blamed: " + found);
    DemoFailure.unless(
        !found.path("reason").asText().isEmpty(), "The refusal gives no reason: " + found);
    DemoFailure.unless(
        !found.path("remedy").asText().isEmpty(), "The refusal gives no remedy: " + found);
    return found;
  }

  private List<RequestLog.Entry> asked(String point) {
    return stage
        .azure()
        .requests()
        .matching(entry -> entry.method().equals("PUT") && entry.path().contains("kh-" + point));
  }

  void restoreIsForbidden(Night night) {
    story.chapter(
        "Would last night's point of "
            + MACHINE
            + " still open? PUT /api/restores/rescue?validateOnly=true");
    JsonNode answer =
        stage.api().put(200, "/api/restores/rescue?validateOnly=true", WholeMachine.request(night));
    DemoFailure.unless(
        !answer.path("allowed").asBoolean(true), "A restore is allowed though its key is disabled");
    story.line("allowed: no; %s %s", SampleFleet.KEK, unavailable(answer).path("reason").asText());
  }

  void enableTheKey() {
    story.chapter("The remedy is followed: the key version is enabled again");
    keys().enable(SampleFleet.KEK, NEWEST);
    story.line("%s in the vault %s", SampleFleet.KEK, SampleFleet.VAULT);
  }
}
