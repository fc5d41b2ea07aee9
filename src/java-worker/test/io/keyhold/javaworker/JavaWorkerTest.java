package io.keyhold.javaworker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.e2e.RuleOne;
import io.keyhold.javaworker.WorkerStage.Answer;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.functions.Invocation;
import io.keyhold.local.functions.QueueName;
import io.keyhold.local.http.Relay;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package of the Java worker, booted through the worker's SPI, does what the other one does.
 */
class JavaWorkerTest {

  private static final QueueName BACKUPS = new QueueName("KEYHOLD_QUEUES", "keyhold-backup");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path scratch;
  private static WorkerStage stage;

  @BeforeAll
  static void start() throws IOException {
    stage = new WorkerStage(scratch);
  }

  @AfterAll
  static void ruleOneHeldAndNothingElseWasCalled() {
    try (WorkerStage ending = stage) {
      assertThat(RuleOne.check(ending.azure).violations()).isEmpty();
      assertThat(ending.azure.relayed())
          .noneMatch(asked -> asked.verdict() == Relay.Verdict.REFUSED);
    }
  }

  @Test
  void theSampleFleetIsBackedUpAndAMachinesDisksAreRestored() {
    assertThat(fire("backup-tick").logs())
        .singleElement()
        .asString()
        .endsWith(SampleFleet.selected().size() + " machines are due");
    stage.host.awaitIdle(PATIENCE);
    assertThat(stage.host.invocations("backup-machine"))
        .filteredOn(backup -> !backup.request().contains("denied"))
        .allSatisfy(backup -> assertThat(backup.succeeded()).as(backup.answer()).isTrue());
    JsonNode points = stage.get("/api/recovery-points?state=taken").body().path("value");
    assertThat(points).hasSizeGreaterThanOrEqualTo(SampleFleet.selected().size());
    JsonNode point = points.path(0);
    assertThat(stage.get("/api/recovery-points/" + point.path("id").asText()).body().path("id"))
        .isEqualTo(point.path("id"));
    assertThat(stage.get("/api/machines").body().path("value"))
        .hasSize(SampleFleet.selected().size() + 1);

    String body =
        """
        {"recoveryPoint": "%s", "mode": "disks",
         "target": {"resourceGroup": "restored", "namePrefix": "worker"}}\
        """
            .formatted(point.path("id").asText());
    Answer look = stage.put("/api/restores/w-1?validateOnly=true", body);
    assertThat(look.body().path("allowed").asBoolean()).as(look.toString()).isTrue();
    assertThat(stage.host.invocations("restore-run")).isEmpty();

    Answer accepted = stage.put("/api/restores/w-1", body);
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.headers()).containsEntry("operation-location", "/api/restores/w-1");
    stage.host.awaitIdle(PATIENCE);

    JsonNode done = stage.get("/api/restores/w-1").body();
    assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("Succeeded");
    assertThat(done.path("resources")).isNotEmpty();
    for (JsonNode disk : done.path("resources")) {
      assertThat(
              stage
                  .azure
                  .compute()
                  .sameBytes(disk.path("id").asText(), disk.path("snapshot").asText()))
          .isTrue();
    }
    assertThat(fire("restore-advance").logs()).isEmpty();
    fire("copy-advance");
    fire("expire");
    assertThat(stage.get("/api/expiry").status()).isEqualTo(200);
    assertThat(fire("sweep").logs())
        .singleElement()
        .asString()
        .endsWith(": 0 points abandoned, 0 snapshots deleted");
  }

  @Test
  void aBackupThatSomebodyAsksForIsMade() {
    String machine = "{\"machine\": \"" + SampleFleet.machine(SampleFleet.PLAIN) + "\"}";

    Answer accepted = stage.put("/api/backups/before-the-change", machine);
    stage.host.awaitIdle(PATIENCE);

    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
    JsonNode point = stage.get(accepted.headers().get("location")).body();
    assertThat(point.path("state").asText()).as(point.toString()).isEqualTo("taken");
  }

  @Test
  void whateverACallerGetsWrongIsAnsweredWithAProblem() {
    problem(stage.get("/api/recovery-points/nonsense"), 400, "MalformedId");
    problem(stage.get("/api/recovery-points?from=yesterday"), 400, "InvalidMember");
    problem(stage.get("/api/restores/nobody"), 404, "NotFound");
    problem(stage.put("/api/restores/x", ""), 400, "BodyRequired");
    problem(stage.put("/api/restores/x", "{"), 400, "MalformedRequest");
    problem(stage.put("/api/restores/x", "x".repeat(65_537)), 413, "BodyTooLarge");
    problem(stage.put("/api/backups/a.b", "{}"), 400, "MalformedId");
    problem(stage.put("/api/expiry/a.b", "{}"), 400, "MalformedId");
  }

  private static void problem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.headers())
        .containsEntry("content-type", "application/problem+json; charset=utf-8")
        .containsEntry("x-ms-error-code", code);
    assertThat(answer.body().path("code").asText()).isEqualTo(code);
    assertThat(answer.body().path("remedy").asText()).isNotEmpty();
  }

  /** A backup that fails is recorded by its last delivery, and by none before. */
  @Test
  void whatADoorThrowsFailsTheInvocationAndTheCountOfDeliveriesReachesTheDoor() {
    String order =
        """
        {"format": 1, "run": "denied", "machine": "%s", "vmId": "v", "policy": "daily",
         "slot": "2026-11-01T01:00:00Z"}\
        """
            .formatted(SampleFleet.machine(SampleFleet.PLAIN));

    stage.azure.defaultCaller().deny("Microsoft.Compute/virtualMachines/read");
    try {
      stage.queues.send(BACKUPS, order);
      for (int delivery = 1; delivery <= 5; delivery++) {
        stage.host.awaitIdle(PATIENCE);
        stage.clock.advance(Duration.ofSeconds(61));
      }
    } finally {
      stage.azure.defaultCaller().allowAll();
    }

    List<Invocation> deliveries =
        stage.host.invocations("backup-machine").stream()
            .filter(invocation -> invocation.request().contains("denied"))
            .toList();
    assertThat(deliveries)
        .extracting(Invocation::succeeded)
        .containsExactly(false, false, false, false, true);
    assertThat(deliveries.getLast().logs())
        .satisfiesExactly(
            line -> assertThat(line).endsWith(": failed"),
            line -> assertThat(line).startsWith("CloudDenied: "));
  }

  @Test
  void quarkusOpensNoPortOfItsOwn() {
    assertThatThrownBy(
            () -> new Socket(InetAddress.getLoopbackAddress(), stage.quarkusPort).close())
        .isInstanceOf(ConnectException.class);
  }

  private static Invocation fire(String timer) {
    Invocation fired = stage.host.fire(timer);
    assertThat(fired.succeeded()).as(() -> fired.outcome().reason() + stage.host.logs()).isTrue();
    return fired;
  }
}
