package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.azurite.Blobs;
import io.keyhold.e2e.PlainHost.Answer;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.fleet.SampleNetworks;
import io.keyhold.local.http.Relay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The packaged apps as {@code ./keyhold package} leaves them, driven by a host that is not ours
 * with the settings that the local Azure prints.
 */
class PackagedAppsTest {

  private final LocalAzure azure = LocalAzure.start(Blobs.chosen(LocalAzure.Options.instant()));

  @AfterEach
  void ruleOneHeldAndNothingElseWasCalled() {
    assertThat(RuleOne.check(azure).violations()).isEmpty();
    assertThat(azure.relayed()).noneMatch(asked -> asked.verdict() == Relay.Verdict.REFUSED);
    azure.close();
  }

  @Test
  void anyHostCanBackUpCopyAndRestoreTheSampleFleet() {
    new SampleFleet().accept(azure);
    String point;
    PlainHost backup = start("backup");
    try (backup) {
      Answer tick = backup.timer("backup-tick");
      declared(backup, "backup-tick", tick);
      List<String> messages = tick.messages("machines");
      assertThat(messages).hasSize(SampleFleet.selected().size());
      for (String message : messages) {
        declared(backup, "backup-machine", backup.message("backup-machine", message, 1));
      }
      assertThat(backup.timer("backup-tick").messages("machines")).isEmpty();
      declared(backup, "copy-advance", backup.timer("copy-advance"));
      azure.clock().advance(Duration.ofMinutes(5));
      declared(backup, "copy-advance", backup.timer("copy-advance"));
    }
    int fleet = SampleFleet.selected().size();
    assertThat(heard(backup))
        .containsEntry("BackupSucceeded", fleet)
        .containsEntry("CopyStarted", fleet)
        .containsEntry("CopyCompleted", fleet)
        .containsEntry("FleetChecked", 2)
        .hasSize(4);
    PlainHost restore = start("restore");
    try (restore) {
      Answer listed = restore.http("recovery-points", "GET", Map.of(), null);
      assertThat(listed.body().path("value")).hasSize(SampleFleet.selected().size());
      assertThat(listed.body().path("value").findValuesAsText("state")).containsOnly("complete");
      point = listed.body().at("/value/0/id").asText();
      String body =
          """
          {"recoveryPoint": "%s", "mode": "machine",
           "target": {"resourceGroup": "restored", "namePrefix": "plain", "subnetId": "%s"}}\
          """
              .formatted(point, SampleNetworks.RESTORED);
      Map<String, String> id = Map.of("id", "r-1");
      Answer look = restore.http("restore", "PUT", id, Map.of("validateOnly", "true"), body);
      assertThat(look.body().path("allowed").asBoolean()).as(look.body().toString()).isTrue();
      Answer accepted = restore.http("restore", "PUT", id, body);
      assertThat(accepted.statusCode()).isEqualTo(202);
      declared(restore, "restore", accepted);
      for (String message : accepted.messages("restores")) {
        declared(restore, "restore-run", restore.message("restore-run", message, 1));
      }
      JsonNode done = restore.http("restore", "GET", id, null).body();
      assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("Succeeded");
      assertThat(done.path("resources").findValuesAsText("type"))
          .contains("disk", "networkInterface", "virtualMachine");
      for (JsonNode resource : done.path("resources")) {
        String made = resource.path("id").asText();
        if (resource.has("snapshot")) {
          assertThat(azure.compute().sameBytes(made, resource.path("snapshot").asText())).isTrue();
        }
      }
    }
    assertThat(heard(restore)).isEqualTo(Map.of("RestoreStarted", 1, "RestoreSucceeded", 1));
  }

  @Test
  @Tag(Blobs.ELSEWHERE)
  void everyHttpFunctionAnswersWhateverTheCallerSends() {
    new SampleFleet().accept(azure);
    try (PlainHost restore = start("restore")) {
      for (String function : restore.functions()) {
        if (!restore.isHttp(function)) {
          continue;
        }
        for (String method : List.of("GET", "PUT", "DELETE", "")) {
          for (String id : List.of("", "x", "a/ü", "x".repeat(500), "../..")) {
            for (String body : bodies()) {
              Map<String, String> query = body == null ? query() : Map.of();
              Answer answer = restore.http(function, method, Map.of("id", id), query, body);
              String what = function + " " + method + " " + id;
              assertThat(answer.status()).as(what).isEqualTo(200);
              assertThat(answer.statusCode()).as(what + answer.body()).isBetween(200, 499);
              declared(restore, function, answer);
            }
          }
        }
      }
      large(restore);
    }
    assertThat(azure.compute().ids("snapshots")).isEmpty();
  }

  /** As large as the host lets through, and larger when it is escaped. */
  private static void large(PlainHost restore) {
    for (String function : restore.functions()) {
      if (restore.isHttp(function)) {
        tooLarge(restore.http(function, "PUT", Map.of("id", "x"), "x".repeat(20 << 20)));
      }
    }
    tooLarge(restore.http("restore", "PUT", Map.of("id", "x"), "\u0001".repeat(12 << 20)));
    tooLarge(restore.http("restore", "PUT", Map.of("id", "x"), "x".repeat(65_537)));
    assertThat(restore.http("restore", "PUT", Map.of("id", "x"), "\u0001".repeat(65_536)))
        .extracting(Answer::statusCode)
        .isEqualTo(400);
  }

  private static void tooLarge(Answer answer) {
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body().path("code").asText()).isEqualTo("BodyTooLarge");
    assertThat(answer.body().path("remedy").asText()).isNotEmpty();
  }

  @Test
  @Tag(Blobs.ELSEWHERE)
  void whatIsNoEnvelopeIsAClientErrorOfEveryFunction() {
    for (String app : List.of("backup", "restore", "retention")) {
      try (PlainHost host = start(app)) {
        for (String function : host.functions()) {
          for (String envelope : List.of("", "{", "[]", "7", "null", "{}", "{\"Data\":[]}")) {
            assertThat(host.send(function, envelope).status())
                .as(function + " " + envelope)
                .isBetween(400, 499);
          }
        }
      }
    }
  }

  @Test
  void aMistakenDocumentFailsTheBackupsWithItsListAndLetsRestoresGoOn() {
    new SampleFleet().accept(azure);
    azure.policies("{\"policies\": [{\"name\": 7, \"keep\": {\"days\": -1}}]}");
    try (PlainHost backup = start("backup")) {
      assertThat(backup.timer("backup-tick").status()).isEqualTo(500);
    }
    try (PlainHost restore = start("restore")) {
      assertThat(restore.http("recovery-points", "GET", Map.of(), null).statusCode())
          .isEqualTo(200);
      Answer machines = restore.http("machines", "GET", Map.of(), null);
      assertThat(machines.statusCode()).isEqualTo(503);
      assertThat(machines.body().path("code").asText()).isEqualTo("PoliciesInvalid");
    }
  }

  /** How often each event stands in what the handler printed: an event line is nothing but JSON. */
  private static Map<String, Integer> heard(PlainHost host) {
    Map<String, Integer> heard = new TreeMap<>();
    for (JsonNode event : host.events()) {
      assertThat(event.path("level").asText()).as(event.toString()).isNotEmpty();
      heard.merge(event.path("event").asText(), 1, Integer::sum);
    }
    return heard;
  }

  /** A whole answer, and no output that function.json does not declare. */
  private static void declared(PlainHost host, String function, Answer answer) {
    assertThat(answer.status()).as(function).isEqualTo(200);
    List<String> outputs = new ArrayList<>();
    answer.envelope().path("Outputs").fieldNames().forEachRemaining(outputs::add);
    assertThat(host.outputs(function)).as(function).containsAll(outputs);
    assertThat(answer.envelope().has("ReturnValue")).isFalse();
  }

  private static Map<String, String> query() {
    return Map.of("from", "yesterday", "after", "???", "validateOnly", "perhaps");
  }

  private static List<String> bodies() {
    List<String> bodies = new ArrayList<>();
    bodies.add(null);
    bodies.addAll(
        List.of(
            "",
            "{",
            "[]",
            "7",
            "\"text\"",
            "{\"machine\": 7}",
            "{\"machine\": \"/subscriptions/x\"}",
            "{\"recoveryPoint\": {}, \"mode\": [], \"disks\": \"os\", \"target\": 1}",
            "[".repeat(5_000)));
    return bodies;
  }

  private PlainHost start(String app) {
    // The app has the system's clock, wherever that of the local Azure is.
    String token = azure.callers().token(azure.callers().plan().issued(Instant.now()));
    return new PlainHost(
        PackagedApps.named(app), new HashMap<>(azure.settings()), Optional.of(token));
  }
}
