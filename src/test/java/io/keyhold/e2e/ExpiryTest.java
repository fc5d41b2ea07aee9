package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.Event;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.ExpiryFunctions;
import io.keyhold.functions.UseCases;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.fleet.SampleIdentities;
import io.keyhold.local.http.Fault;
import io.keyhold.local.http.RequestLog.Entry;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.restore.Restore;
import io.keyhold.restore.RestoreDesk;
import io.keyhold.restore.RestoreRequest;
import io.keyhold.retention.ExpiryReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Points age out against the local Azure, each app under its own identity and with no more rights
 * than the sample gives it; only the clock is moved.
 */
class ExpiryTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SHORT = policies(5, 2);

  private final TestStage stage = new TestStage();
  private int runs;

  private static String policies(int days, int atLeast) {
    return TestStage.POLICIES.replace(
        "\"days\": 30, \"atLeast\": 3", "\"days\": %d, \"atLeast\": %d".formatted(days, atLeast));
  }

  @BeforeEach
  void everyAppHasItsIdentity() {
    stage.azure.policies(SHORT);
  }

  @AfterEach
  void theRetentionAppAskedForNoKeyAndChangedNothingButSnapshots() {
    List<Entry> asked = by(SampleIdentities.RETENTION);
    assertThat(asked)
        .as("what the retention app asked the vaults")
        .noneMatch(entry -> entry.host().contains("vault.azure.net"));
    assertThat(
            asked.stream()
                .filter(entry -> entry.host().startsWith("management."))
                .filter(entry -> !entry.method().equals("GET")))
        .as("what the retention app changed")
        .allMatch(entry -> entry.method().equals("DELETE") && entry.path().contains("/snapshots/"));
    stage.close();
  }

  @Test
  void pointsAgeOutAndFourteenDaysLaterTheirSnapshotsAreGone() {
    machine("a");
    List<PointId> points = nights(8);
    assertThat(states(points.subList(0, 4)))
        .as("their slots are more than five days old")
        .containsOnly(PointState.EXPIRING);
    assertThat(states(points.subList(4, 8))).containsOnly(PointState.COMPLETE);
    assertThat(stage.snapshots()).hasSize(8);
    PointId first = points.getFirst();
    assertThat(restored(first, "r-1")).isEqualTo(Restore.State.SUCCEEDED);

    later(Duration.ofDays(14));
    ExpiryReport report = expire();

    assertThat(report.problems()).isEmpty();
    assertThat(report.expired()).containsExactlyElementsOf(points.subList(0, 4));
    assertThat(report.deleted()).hasSize(4);
    assertThat(report.expiring())
        .as("no backup since then: the two newest stay")
        .containsExactlyElementsOf(points.subList(4, 6));
    assertThat(stage.snapshots()).hasSize(4);
    assertThat(words(first)).containsExactly("gated", "taken", "completed", "expiring", "expired");
    assertThat(eventBeforeDeletion(first)).isTrue();
    assertThat(refused(first)).isEqualTo(Code.NOT_RESTORABLE);

    for (int month = 0; month < 4; month++) {
      later(Duration.ofDays(30));
      expire();
    }
    assertThat(states(points.subList(6, 8))).containsOnly(PointState.COMPLETE);
    assertThat(stage.snapshots()).hasSize(2);
    assertThat(work("index/due/deletion/")).isEmpty();
    assertThat(work("index/due/expiry/")).hasSize(2);
    assertThat(work("index/state/complete/")).hasSize(2);
  }

  @Test
  void aLongerKeepKeepsWhatIsExpiring() {
    machine("a");
    List<PointId> points = nights(7);
    assertThat(states(points.subList(0, 3))).containsOnly(PointState.EXPIRING);
    stage.azure.policies(policies(400, 2));
    ExpiryReport report = expire();
    assertThat(report.kept()).containsExactlyElementsOf(points.subList(0, 3));
    assertThat(states(points)).containsOnly(PointState.COMPLETE);

    later(Duration.ofDays(100));
    assertThat(expire().expiring()).isEmpty();
    stage.azure.policies("{\"policies\": 7}");
    ExpiryReport unreadable = expire();
    assertThat(unreadable.expiring()).isEmpty();
    assertThat(unreadable.problems()).extracting(Problem::code).containsOnly(Code.POLICIES_INVALID);
    stage.azure.policies(SHORT);
    assertThat(expire().expiring()).containsExactlyElementsOf(points.subList(0, 5));
  }

  @Test
  void aLockIsReportedTheRestGoesOnAndTheNextRunDoesIt() {
    machine("a");
    List<PointId> points = nights(7);
    later(Duration.ofDays(14));
    String body =
        "{\"error\":{\"code\":\"ScopeLocked\",\"message\":\"The scope cannot perform delete"
            + " operation because following scope(s) are locked. Please remove the lock and try"
            + " again.\"}}";
    stage
        .azure
        .faults()
        .add(
            call -> call.method().equals("DELETE") && call.path().contains("/snapshots/"),
            Fault.before(new Fault.Status(409, body)),
            1);

    ExpiryReport report = expire();

    assertThat(report.problems()).extracting(Problem::code).containsExactly(Code.SCOPE_LOCKED);
    assertThat(report.expired()).containsExactlyElementsOf(points.subList(0, 3));
    assertThat(report.deleted()).hasSize(2);
    ExpiryReport next = expire();
    assertThat(next.problems()).isEmpty();
    assertThat(next.deleted()).hasSize(1);
    assertThat(expire().deleted()).isEmpty();
  }

  @Test
  void aRunThatWouldLetTooManyGoStopsAndIsReleasedOverHttp() throws Exception {
    for (int machine = 0; machine < 4; machine++) {
      machine("m-" + machine);
    }
    List<PointId> points = new ArrayList<>();
    for (int night = 0; night < 5; night++) {
      points.addAll(tick());
      later(Duration.ofDays(1));
    }
    later(Duration.ofDays(20));
    ExpiryFunctions door = new ExpiryFunctions(stage.door(), retention(), stage.azure.clock());

    JsonNode logs = door.expire(timer()).path("Logs");

    assertThat(logs.toString()).contains("0 points marked").contains("ExpiryStopped: 12 points");
    assertThat(states(points)).containsOnly(PointState.COMPLETE);
    JsonNode shown = body(door.expiry(http("GET", Map.of(), null)), 200);
    assertThat(shown.at("/stopped/0/points").asInt()).isEqualTo(12);
    String run = shown.at("/stopped/0/run").asText();
    assertThat(
            body(door.release(http("PUT", Map.of("run", "another"), null)), 404)
                .path("code")
                .asText())
        .isEqualTo("NotFound");
    JsonNode released = body(door.release(http("PUT", Map.of("run", run), "{}")), 202);
    assertThat(body(door.release(http("PUT", Map.of("run", run), null)), 202)).isEqualTo(released);
    assertThat(states(points)).as("the next run does it").containsOnly(PointState.COMPLETE);

    assertThat(door.expire(timer()).path("Logs").toString()).contains("12 points marked");

    assertThat(states(points).stream().filter(PointState.EXPIRING::equals)).hasSize(12);
    JsonNode after = body(door.expiry(http("GET", Map.of(), null)), 200);
    assertThat(after.path("stopped")).isEmpty();
    assertThat(after.at("/released/left").asInt()).isZero();
    assertThat(after.at("/lastRun/whole").asBoolean()).isTrue();
  }

  private void machine(String name) {
    Stored bek = stage.bek("bek-" + name, TestStage.ascii("A".repeat(172)));
    stage.machine(name, plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
  }

  /** A backup and a run of expiry every day; ends a day after the last. */
  private List<PointId> nights(int count) {
    List<PointId> points = new ArrayList<>();
    for (int night = 0; night < count; night++) {
      points.addAll(tick());
      later(Duration.ofDays(1));
      assertThat(expire().problems()).isEmpty();
    }
    return points;
  }

  private List<PointId> tick() {
    UseCases backup = as(SampleIdentities.BACKUP);
    List<PointId> points = new ArrayList<>();
    for (BackupOrder order : backup.backupTick().tick("tick-" + ++runs).orders()) {
      assertThat(backup.backupMachine().deliver(order, 1))
          .isInstanceOf(BackupDelivery.Result.Done.class);
      points.add(order.point());
    }
    return points;
  }

  private ExpiryReport expire() {
    return retention().expire().expire("expire-" + ++runs);
  }

  private Restore.State restored(PointId point, String id) {
    UseCases restore = as(SampleIdentities.RESTORE);
    assertThat(restore.restores().accept(id, request(point), FakeWorld.SOMEBODY))
        .isInstanceOf(RestoreDesk.Acceptance.Accepted.class);
    return restore.restoreRunner().run(id).orElseThrow().state();
  }

  private Code refused(PointId point) {
    return as(SampleIdentities.RESTORE)
        .restores()
        .validate("r-2", request(point))
        .problems()
        .getFirst()
        .code();
  }

  private static RestoreRequest request(PointId point) {
    return new RestoreRequest(
        point,
        RestoreRequest.Mode.DISKS,
        List.of(),
        new RestoreRequest.Target(
            Optional.empty(),
            "restored",
            "back",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private UseCases retention() {
    return as(SampleIdentities.RETENTION);
  }

  /** A process of an app: it asks for a token of its own identity. */
  private UseCases as(String identity) {
    Map<String, String> settings = new HashMap<>(stage.azure.settings());
    settings.put("AZURE_CLIENT_ID", identity);
    return stage.useCases(settings);
  }

  private List<PointState> states(List<PointId> points) {
    return points.stream().map(id -> point(id).state()).toList();
  }

  private RecoveryPoint point(PointId id) {
    return stage.useCases.points().find(id).orElseThrow();
  }

  private List<String> words(PointId id) {
    return point(id).events().stream().map(Event::change).map(Change::word).toList();
  }

  private void later(Duration time) {
    stage.azure.clock().advance(time);
  }

  private List<String> work(String prefix) {
    return stage.azure.blobs().container("keyholdstate", "work").list(prefix);
  }

  private List<Entry> by(String identity) {
    return stage.azure.requests().matching(entry -> entry.caller().equals(identity));
  }

  /** True when the event was written before anything of the point was deleted. */
  private boolean eventBeforeDeletion(PointId id) {
    List<String> changes =
        by(SampleIdentities.RETENTION).stream()
            .filter(entry -> !entry.method().equals("GET"))
            .map(entry -> entry.path().replace("%2F", "/"))
            .filter(path -> path.contains("kh-" + id) || path.endsWith(id + "/0005.json"))
            .toList();
    return changes.size() > 1 && changes.getFirst().endsWith("0005.json");
  }

  private JsonNode timer() throws IOException {
    return JSON.readTree(
        """
        {"Data": {"timer": {}}, "Metadata": {"sys": {"RandGuid": "0b9f0e0c-7f1d-%04d"}}}\
        """
            .formatted(++runs));
  }

  private JsonNode http(String method, Map<String, String> params, String body) {
    ObjectNode envelope = JSON.createObjectNode();
    ObjectNode request = envelope.putObject("Data").putObject("req");
    request.put("Method", method).set("Params", JSON.valueToTree(params));
    request
        .putObject("Headers")
        .putArray("Authorization")
        .add("Bearer " + stage.azure.callers().token());
    if (body != null) {
      request.put("Body", body);
    }
    return envelope;
  }

  private static JsonNode body(JsonNode answer, int status) throws IOException {
    assertThat(answer.at("/Outputs/res/statusCode").asInt())
        .as(answer.toString())
        .isEqualTo(status);
    return JSON.readTree(answer.at("/Outputs/res/body").asText());
  }
}
