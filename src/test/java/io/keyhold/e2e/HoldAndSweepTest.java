package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.keyhold.functions.UseCases;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.fleet.SampleIdentities;
import io.keyhold.local.http.Fault;
import io.keyhold.local.http.RequestLog.Entry;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.retention.Report;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What is held, promoted and swept, against the local Azure, each app under its own identity and
 * with no more rights than the sample gives it.
 */
class HoldAndSweepTest {

  private static final String HOLDING =
      TestStage.POLICIES.replace("\"keys\": {", "\"keys\": {\"onUnavailable\": \"hold\", ");

  private final TestStage stage = new TestStage();

  @AfterEach
  void theBackupAppDeletedNothingAndTheRetentionAppAskedForNoKey() {
    assertThat(by(SampleIdentities.BACKUP)).isNotEmpty();
    assertThat(by(SampleIdentities.BACKUP))
        .as("deletions by the backup app")
        .noneMatch(entry -> entry.method().equals("DELETE"));
    assertThat(by(SampleIdentities.RETENTION))
        .as("what the retention app asked the vaults")
        .noneMatch(entry -> entry.host().contains("vault.azure.net"));
    assertThat(by(SampleIdentities.RETENTION).stream().filter(HoldAndSweepTest::changesResources))
        .as("what the retention app changed")
        .allMatch(entry -> entry.method().equals("DELETE") && entry.path().contains("/snapshots/"));
    stage.close();
  }

  @Test
  void aHeldPointIsPromotedWhenItsKeyIsEnabledAgain() {
    Stored bek = heldMachine();
    RecoveryPoint held = only(tick("t1"));
    assertThat(held.state()).isEqualTo(PointState.HELD);
    later(Duration.ofDays(2));
    assertThat(states(tick("t2"))).contains(PointState.HELD);
    assertThat(sweep().abandoned()).isEmpty();

    stage.vault.secrets().enable(bek.name(), bek.version());
    tick("t3");

    RecoveryPoint promoted = point(held.id());
    assertThat(words(promoted)).containsExactly("gated", "held", "gated", "taken", "completed");
    later(Duration.ofDays(30));
    Report report = sweep();
    assertThat(report.abandoned()).doesNotContain(held.id());
    assertThat(report.problems()).isEmpty();
    assertThat(stage.snapshots()).contains(promoted.snapshots().getFirst().snapshot().value());
  }

  @Test
  void aHeldPointThatNobodyHelpsIsAbandonedAfterSevenDaysAndItsSnapshotIsDeleted() {
    heldMachine();
    RecoveryPoint held = only(tick("t1"));
    later(Duration.ofDays(7));

    Report report = sweep();

    assertThat(report.problems()).isEmpty();
    assertThat(report.abandoned()).containsExactly(held.id());
    assertThat(words(point(held.id()))).containsExactly("gated", "held", "abandoned");
    assertThat(stage.snapshots()).isEmpty();
    assertThat(eventBefore(held.id(), "/0003.json")).isTrue();
    later(Duration.ofHours(3));
    sweep();
    assertThat(stage.azure.blobs().container("keyholdstate", "work").list("index/state/"))
        .singleElement()
        .asString()
        .startsWith("index/state/abandoned/");
  }

  @Test
  void whatACrashLeftIsAbandonedAndSwept() {
    stage.machine("plain", plan -> plan.data(0, DiskPlan.blank()));
    BackupOrder order = as(SampleIdentities.BACKUP).backupTick().tick("t1").orders().getFirst();
    stage
        .azure
        .faults()
        .add(
            call -> call.method().equals("PUT") && call.path().endsWith("0002.json"),
            Fault.before(new Fault.Status(503, "", OptionalInt.empty())),
            1_000);
    assertThat(as(SampleIdentities.BACKUP).backupMachine().deliver(order, 1))
        .isInstanceOf(BackupDelivery.Result.Again.class);
    stage.azure.faults().clear();
    assertThat(stage.snapshots()).hasSize(2);
    assertThat(sweep().deleted()).isEmpty();
    later(Duration.ofDays(1));

    Report report = sweep();

    assertThat(report.problems()).isEmpty();
    assertThat(report.deleted()).hasSize(2);
    assertThat(point(order.point()).state()).isEqualTo(PointState.ABANDONED);
    assertThat(stage.snapshots()).isEmpty();
    assertThat(deliver(order).state()).isEqualTo(PointState.ABANDONED);
  }

  @Test
  void aSnapshotThatNamesAnotherKeyThanTheOneThatWasCheckedIsRefusedAndSwept() {
    Stored good = stage.bek("bek-1", TestStage.ascii("A".repeat(172)));
    Stored bad = stage.bek("bek-2", TestStage.ascii("B".repeat(172)));
    stage.vault.secrets().disable(bad.name(), bad.version());
    String machine =
        stage.machine(
            "ade", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), good, Optional.empty())));
    String disk = osDisk(machine);
    stage
        .azure
        .faults()
        .add(
            call -> {
              if (call.method().equals("PUT") && call.path().contains("/snapshots/")) {
                encryptedAnew(disk, good, bad);
              }
              return false;
            },
            Fault.before(new Fault.Reset()),
            1);

    RecoveryPoint point = only(tick("t1"));

    assertThat(point.state()).isEqualTo(PointState.REFUSED);
    assertThat(point.causes())
        .extracting(Problem::code)
        .containsExactly(Code.SECRET_DISABLED, Code.KEYS_CHANGED);
    assertThat(stage.snapshots()).hasSize(1);
    assertThat(sweep().deleted()).hasSize(1);
    assertThat(stage.snapshots()).isEmpty();
    assertThat(point(point.id()).state()).isEqualTo(PointState.REFUSED);
  }

  @Test
  void theBackupAppCouldNotDeleteIfItWanted() {
    stage.machine("plain", plan -> plan);
    RecoveryPoint point = only(tick("t1"));
    later(Duration.ofDays(400));

    sweep();

    assertThat(point(point.id())).isEqualTo(point);
    assertThat(stage.snapshots()).hasSize(1);
    assertThat(
            stage
                .azure
                .caller(SampleIdentities.BACKUP)
                .may("Microsoft.Compute/snapshots/delete", stage.snapshots().getFirst()))
        .isFalse();
  }

  private void encryptedAnew(String disk, Stored good, Stored bad) {
    stage
        .azure
        .compute()
        .change(
            disk,
            body -> {
              ObjectNode key =
                  (ObjectNode)
                      body.at(
                          "/properties/encryptionSettingsCollection/encryptionSettings/0/diskEncryptionKey");
              key.put("secretUrl", key.path("secretUrl").asText().replace(good.id(), bad.id()));
            });
  }

  private Stored heldMachine() {
    stage.azure.policies(HOLDING);
    Stored bek = stage.bek("bek-1", TestStage.ascii("A".repeat(172)));
    stage.machine("ade", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
    stage.vault.secrets().disable(bek.name(), bek.version());
    return bek;
  }

  private String osDisk(String machine) {
    return stage
        .azure
        .compute()
        .find(machine)
        .orElseThrow()
        .at("/properties/storageProfile/osDisk/managedDisk/id")
        .asText();
  }

  /** A process of an app: it asks for a token of its own identity. */
  private UseCases as(String identity) {
    Map<String, String> settings = new HashMap<>(stage.azure.settings());
    settings.put("AZURE_CLIENT_ID", identity);
    return stage.useCases(settings);
  }

  private List<RecoveryPoint> tick(String run) {
    return as(SampleIdentities.BACKUP).backupTick().tick(run).orders().stream()
        .map(this::deliver)
        .toList();
  }

  private RecoveryPoint deliver(BackupOrder order) {
    BackupDelivery.Result result = as(SampleIdentities.BACKUP).backupMachine().deliver(order, 1);
    assertThat(result).isInstanceOf(BackupDelivery.Result.Done.class);
    return ((BackupDelivery.Result.Done) result).point();
  }

  private Report sweep() {
    return as(SampleIdentities.RETENTION).sweep().sweep("sweep-1");
  }

  private RecoveryPoint point(PointId id) {
    return stage.useCases.points().find(id).orElseThrow();
  }

  private void later(Duration time) {
    stage.azure.clock().advance(time);
  }

  private List<Entry> by(String identity) {
    return stage.azure.requests().matching(entry -> entry.caller().equals(identity));
  }

  private static boolean changesResources(Entry entry) {
    return entry.host().startsWith("management.") && !entry.method().equals("GET");
  }

  /** True when the event was written before anything was deleted. */
  private boolean eventBefore(PointId id, String name) {
    List<String> changes =
        by(SampleIdentities.RETENTION).stream()
            .filter(entry -> !entry.method().equals("GET"))
            .map(entry -> entry.path().replace("%2F", "/"))
            .filter(path -> path.contains("/snapshots/") || path.endsWith(id + name))
            .toList();
    return changes.size() > 1 && changes.getFirst().endsWith(id + name);
  }

  private static RecoveryPoint only(List<RecoveryPoint> points) {
    assertThat(points).hasSize(1);
    return points.getFirst();
  }

  private static List<PointState> states(List<RecoveryPoint> points) {
    return points.stream().map(RecoveryPoint::state).toList();
  }

  private static List<String> words(RecoveryPoint point) {
    return point.events().stream().map(Event::change).map(Change::word).toList();
  }
}
