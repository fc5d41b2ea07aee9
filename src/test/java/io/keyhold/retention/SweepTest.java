package io.keyhold.retention;

import static io.keyhold.fake.Rounds.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Code;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policies;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Snapshots.Snapshot;
import io.keyhold.fake.FakeWorld;
import io.keyhold.fake.Rounds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the sweep ends and deletes, and what it never touches. */
class SweepTest {

  private static final Duration SEVEN_DAYS = Duration.ofDays(7);

  private final FakeWorld world = Rounds.holding();
  private final Rounds rounds = new Rounds(world);

  @Test
  void aHeldPointIsAbandonedAfterSevenDaysAndThenItsSnapshotIsDeleted() {
    RecoveryPoint held = rounds.tick("tick-1").getFirst();
    world.advance(SEVEN_DAYS.minusSeconds(1));
    rounds.sweep();
    assertThat(rounds.point(held.id())).isEqualTo(held);
    assertThat(world.snapshots.all()).hasSize(1);

    world.advance(Duration.ofSeconds(1));
    Report report = rounds.sweep();

    assertThat(report.abandoned()).containsExactly(held.id());
    assertThat(report.deleted()).extracting(ArmId::name).containsExactly("kh-" + held.id() + "-os");
    assertThat(report.problems()).isEmpty();
    assertThat(words(rounds.point(held.id()))).containsExactly("gated", "held", "abandoned");
    assertThat(rounds.point(held.id()).causes())
        .extracting(Problem::code)
        .containsExactly(Code.SLOT_ABANDONED);
    assertThat(world.snapshots.all()).isEmpty();
  }

  @Test
  void aSweepThatDiesAnywhereIsFinishedByTheNextOne() {
    for (int calls = 0; calls < 14; calls++) {
      diesAfter(calls, true);
      diesAfter(calls, false);
    }
  }

  private static void diesAfter(int calls, boolean catalogue) {
    FakeWorld world = Rounds.holding();
    Rounds rounds = new Rounds(world);
    PointId held = rounds.tick("tick-1").getFirst().id();
    world.advance(SEVEN_DAYS);
    var script = catalogue ? world.catalogue.script() : world.snapshots.script();
    script.dieAfter(calls);
    try {
      rounds.sweep();
    } catch (io.keyhold.domain.CloudFailure died) {
      assertThat(died.problem().code()).isEqualTo(Code.CLOUD_TIMEOUT);
    }
    assertThat(rounds(world, held)).as("no deletion before its event").isTrue();
    script.recover();

    rounds.sweep();

    assertThat(words(rounds.point(held))).containsExactly("gated", "held", "abandoned");
    assertThat(world.snapshots.all()).as("after %d calls", calls).isEmpty();
  }

  private static boolean rounds(FakeWorld world, PointId held) {
    world.catalogue.script().recover();
    return !world.snapshots.all().isEmpty()
        || new Rounds(world).point(held).state() == PointState.ABANDONED;
  }

  @Test
  void twoSweepsAtOnceHaveOneEffect() {
    PointId held = rounds.tick("tick-1").getFirst().id();
    world.advance(SEVEN_DAYS);
    world.catalogue.beforeNextAppend(rounds::sweep);

    Report second = rounds.sweep();

    assertThat(second.abandoned()).isEmpty();
    assertThat(words(rounds.point(held))).containsExactly("gated", "held", "abandoned");
    assertThat(world.snapshots.all()).isEmpty();
    assertThat(rounds.sweep().deleted()).isEmpty();
  }

  @Test
  void aSlotThatWasBegunAndLeftIsAbandonedWhenItsSuccessorHasBegunAndNobodyTouchedItForTwoHours() {
    PointId left = crashedAfterTheSnapshot();
    world.advance(Duration.ofHours(23));
    rounds.sweep();
    assertThat(rounds.point(left).state()).isEqualTo(PointState.GATED);
    assertThat(world.snapshots.all()).hasSize(1);

    world.advance(Duration.ofMinutes(50));
    rounds.sweep();

    assertThat(words(rounds.point(left))).containsExactly("gated", "abandoned");
    assertThat(world.snapshots.all()).isEmpty();
  }

  @Test
  void aSlotThatWasTouchedWithinTwoHoursIsStillInProgress() {
    world.advance(Duration.ofHours(23)); // 01:10: the next slot begins in 50 minutes
    PointId left = crashedAfterTheSnapshot();
    world.advance(Duration.ofMinutes(119));
    rounds.sweep();
    assertThat(rounds.point(left).state()).isEqualTo(PointState.GATED);

    world.advance(Duration.ofMinutes(1));
    rounds.sweep();
    assertThat(rounds.point(left).state()).isEqualTo(PointState.ABANDONED);
  }

  @Test
  void aBackupThatFinishesWhileItIsSweptGivesWayOrKeepsItsSnapshots() {
    PointId left = crashedAfterTheSnapshot();
    BackupOrder order = order(left);
    world.advance(Duration.ofDays(1));
    world.catalogue.beforeNextAppend(() -> rounds.deliver(order));
    rounds.sweep();
    assertThat(rounds.point(left).state()).isEqualTo(PointState.COMPLETE);
    assertThat(world.snapshots.all()).hasSize(1);

    rounds.sweep();
    assertThat(world.snapshots.all()).hasSize(1);
  }

  @Test
  void aSnapshotThatComesAfterTheSweepIsDeletedByTheNextOne() {
    PointId left = crashedAfterTheSnapshot();
    Snapshot late = world.snapshots.all().getFirst();
    world.advance(Duration.ofDays(1));
    rounds.sweep();
    world.advance(Duration.ofDays(1));
    rounds.sweep(); // by now nothing marks the point as open
    world.snapshots.put(late);

    assertThat(rounds.sweep().deleted()).containsExactly(late.id());
    assertThat(rounds.point(left).state()).isEqualTo(PointState.ABANDONED);
  }

  @Test
  void aBackupThatWasAskedForIsAbandonedTwoHoursAfterItsGrace() {
    world.rules(KeyRules.defaults(Set.of("kv-prod")));
    world.keys.available(FakeWorld.bek(1));
    rounds.tick("tick-1");
    world
        .useCases()
        .backupNow()
        .request("mine", FakeWorld.machineId("a"), "request-1", FakeWorld.SOMEBODY);
    BackupOrder order = rounds.orders("tick-2").getFirst();
    dies(order);
    world.advance(Duration.ofMinutes(239));
    rounds.sweep();
    assertThat(rounds.point(order.point()).state()).isEqualTo(PointState.GATED);

    world.advance(Duration.ofMinutes(1));
    rounds.sweep();

    assertThat(rounds.point(order.point()).state()).isEqualTo(PointState.ABANDONED);
    assertThat(world.snapshots.all()).hasSize(1);
  }

  @Test
  void snapshotsOfARefusedOrFailedPointAreDeleted() {
    RecoveryPoint refused = refusedAfterTheSnapshot();
    assertThat(refused.state()).isEqualTo(PointState.REFUSED);
    assertThat(world.snapshots.all()).hasSize(1);

    assertThat(rounds.sweep().deleted()).hasSize(1);
    assertThat(rounds.point(refused.id())).isEqualTo(refused);

    PointId failed = crashedAfterTheSnapshot();
    var last = io.keyhold.backup.BackupDelivery.LAST_DELIVERY;
    world.snapshots.script().failAlways(Code.CLOUD_ERROR);
    world.useCases().backupMachine().deliver(order(failed), last);
    world.snapshots.script().recover();
    assertThat(rounds.point(failed).state()).isEqualTo(PointState.FAILED);

    assertThat(rounds.sweep().deleted()).hasSize(1);
    assertThat(world.snapshots.all()).isEmpty();
  }

  @Test
  void aGroupThatNoPolicyNamesAnyMoreIsSweptByWhatThePointsSay() {
    refusedAfterTheSnapshot();
    world.policiesAre(new Policies.Reading.Valid(new PolicyBook(List.of())));

    assertThat(rounds.sweep().deleted()).hasSize(1);
  }

  @Test
  void mistakenPoliciesAreSaidAndThePointsAreSweptAllTheSame() {
    refusedAfterTheSnapshot();
    world.policiesAre(new Policies.Reading.Invalid(List.of("one: is wrong", "two: is wrong")));

    Report report = rounds.sweep();

    assertThat(report.deleted()).hasSize(1);
    assertThat(report.problems())
        .extracting(Problem::code)
        .containsExactly(Code.POLICIES_INVALID, Code.POLICIES_INVALID);
  }

  @Test
  void whatCanBeRestoredIsNeverTouched() {
    world.keys.available(FakeWorld.bek(1));
    RecoveryPoint complete = rounds.tick("tick-1").getFirst();

    for (int day = 0; day < 40; day++) {
      world.advance(Duration.ofDays(1));
      Report report = rounds.sweep();
      assertThat(report.deleted()).isEmpty();
      assertThat(report.abandoned()).isEmpty();
      assertThat(report.problems()).isEmpty();
    }
    assertThat(rounds.point(complete.id())).isEqualTo(complete);
    assertThat(deletions()).isEmpty();
  }

  @Test
  void aDiskThatLeftBetweenTwoAttemptsLeavesASnapshotThatTheFinishedPointDoesNotNeed() {
    world.keys.available(FakeWorld.bek(1));
    world.machine(
        "a",
        FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()),
        FakeWorld.ade("a-data", Lun.data(1), FakeWorld.bek(1), Optional.empty()));
    BackupOrder order = rounds.orders("tick-1").getFirst();
    dies(order);
    assertThat(world.snapshots.all()).hasSize(2);
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    RecoveryPoint complete = rounds.deliver(order);
    assertThat(complete.snapshots()).hasSize(1);
    assertThat(rounds.sweep().deleted()).as("a writer may be at work").isEmpty();

    world.advance(Duration.ofHours(2));

    assertThat(rounds.sweep().deleted())
        .extracting(ArmId::name)
        .containsExactly("kh-" + complete.id() + "-lun1");
    assertThat(world.snapshots.all())
        .extracting(Snapshot::id)
        .containsExactly(complete.snapshots().getFirst().snapshot());
  }

  @Test
  void aSnapshotWithoutAnyEventIsLeftAndReportedAfterTwoHours() {
    PointId unknown = new PointId("20261124T020000Z-0123456789ab");
    put(unknown, "keyhold-snapshots", "kh-" + unknown + "-os");
    assertThat(rounds.sweep().problems()).isEmpty();

    world.advance(Duration.ofHours(2));
    Report report = rounds.sweep();

    assertThat(report.problems()).extracting(Problem::code).containsExactly(Code.SNAPSHOT_NOT_OURS);
    assertThat(report.deleted()).isEmpty();
    assertThat(world.snapshots.all()).hasSize(1);
  }

  @Test
  void anEmptyCatalogueDeletesNothing() {
    world.keys.available(FakeWorld.bek(1));
    rounds.tick("tick-1");
    FakeWorld wrong = new FakeWorld();
    world.snapshots.all().forEach(wrong.snapshots::put);
    wrong.advance(Duration.ofDays(100));

    assertThat(new Rounds(wrong).sweep().deleted()).isEmpty();
    assertThat(wrong.snapshots.all()).hasSize(1);
  }

  @Test
  void aTagThatWasCopiedToAnotherSnapshotDeletesNothing() {
    RecoveryPoint refused = refusedAfterTheSnapshot();
    rounds.sweep();
    put(refused.id(), "keyhold-snapshots", "somebodys-copy");
    put(refused.id(), "elsewhere", "kh-" + refused.id() + "-os");

    Report report = rounds.sweep();

    assertThat(report.deleted()).isEmpty();
    assertThat(report.problems()).extracting(Problem::code).containsExactly(Code.SNAPSHOT_NOT_OURS);
    assertThat(world.snapshots.all()).hasSize(2);
  }

  @Test
  void aSnapshotUnderThePointsNameThatIsNotTheRecordedOneIsLeft() {
    RecoveryPoint held = rounds.tick("tick-1").getFirst();
    put(held.id(), "keyhold-snapshots", "kh-" + held.id() + "-os");
    world.advance(SEVEN_DAYS);

    Report report = rounds.sweep();

    assertThat(report.abandoned()).containsExactly(held.id());
    assertThat(report.deleted()).isEmpty();
    assertThat(report.problems()).extracting(Problem::code).contains(Code.SNAPSHOT_NOT_OURS);
    assertThat(world.snapshots.all()).hasSize(1);
  }

  @Test
  void aSnapshotWithoutTheTagIsNotKeyholds() {
    RecoveryPoint held = rounds.tick("tick-1").getFirst();
    Snapshot old = world.snapshots.all().getFirst();
    world.snapshots.put(copy(old, old.id(), old.uniqueId(), Map.of("owner", "me")));
    world.advance(SEVEN_DAYS);

    assertThat(rounds.sweep().deleted()).isEmpty();
    assertThat(rounds.point(held.id()).state()).isEqualTo(PointState.ABANDONED);
    assertThat(world.snapshots.all()).hasSize(1);
  }

  @Test
  void theEventsAreReadAgainRightBeforeEachDeletion() {
    RecoveryPoint refused = refusedAfterTheSnapshot();
    int before = reads(refused.id());

    rounds.sweep();

    assertThat(reads(refused.id())).isGreaterThanOrEqualTo(before + 2);
    assertThat(deletions()).hasSize(1);
  }

  @Test
  void aBrokenChainIsLeftAndSaidAndTheOthersGoOn() {
    world.machine("b", FakeWorld.ade("b-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    List<RecoveryPoint> held = rounds.tick("tick-1");
    world.catalogue.breakChain(held.getFirst().id());
    world.advance(SEVEN_DAYS);

    Report report = rounds.sweep();

    assertThat(report.abandoned()).containsExactly(held.getLast().id());
    assertThat(report.deleted()).hasSize(1);
    assertThat(report.problems()).extracting(Problem::code).contains(Code.CHAIN_BROKEN);
    assertThat(world.snapshots.all()).hasSize(1);
  }

  @Test
  void aDeletionThatIsDeniedIsSaidAndDoneLater() {
    rounds.tick("tick-1");
    world.advance(SEVEN_DAYS);
    world.snapshots.script().failAlways(Code.CLOUD_DENIED);
    assertThat(rounds.sweep().problems()).extracting(Problem::code).contains(Code.CLOUD_DENIED);
    world.snapshots.script().recover();
    world.advance(Duration.ofDays(30));

    assertThat(rounds.sweep().deleted()).hasSize(1);
  }

  @Test
  void markersOfPointsThatAreOverAreClearedAndTheOthersStay() {
    world.machine("b", FakeWorld.plain("b-os"));
    List<RecoveryPoint> points = rounds.tick("tick-1");
    world.advance(Duration.ofMinutes(119));
    rounds.sweep();
    assertThat(world.catalogue.withState(PointState.GATED)).hasSize(2);
    world.advance(Duration.ofMinutes(1));
    rounds.sweep();

    PointId held = points.getFirst().id();
    assertThat(world.catalogue.withState(PointState.GATED)).isEmpty();
    assertThat(world.catalogue.withState(PointState.HELD)).containsExactly(held);
    assertThat(world.catalogue.withState(PointState.COMPLETE)).hasSize(1);
    world.advance(SEVEN_DAYS);
    rounds.sweep();
    world.advance(Duration.ofHours(2));
    rounds.sweep();
    assertThat(world.catalogue.withState(PointState.HELD)).isEmpty();
    assertThat(world.catalogue.withState(PointState.ABANDONED)).containsExactly(held);
  }

  @Test
  void aClockThatStepsBackEndsNothingEarly() {
    PointId held = rounds.tick("tick-1").getFirst().id();
    world.advance(Duration.ofDays(-30));

    Report report = rounds.sweep();

    assertThat(report.abandoned()).isEmpty();
    assertThat(report.deleted()).isEmpty();
    assertThat(rounds.point(held).state()).isEqualTo(PointState.HELD);
    world.advance(Duration.ofDays(37));
    assertThat(rounds.sweep().abandoned()).containsExactly(held);
  }

  /** A point whose snapshot was made, and whose process died before it could say so. */
  private PointId crashedAfterTheSnapshot() {
    world.rules(KeyRules.defaults(Set.of("kv-prod")));
    world.keys.available(FakeWorld.bek(1));
    world.machine("c", FakeWorld.ade("c-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    world.machines.remove(FakeWorld.machineId("a"));
    BackupOrder order =
        rounds.orders("tick-c").stream()
            .filter(one -> one.machine().name().equals("c"))
            .findFirst()
            .orElseThrow();
    dies(order);
    assertThat(rounds.point(order.point()).state()).isEqualTo(PointState.GATED);
    return order.point();
  }

  /** The delivery reads, records the gate and takes the snapshots, and dies before the record. */
  private void dies(BackupOrder order) {
    world.catalogue.script().recover();
    world.catalogue.script().dieAfter(2);
    rounds.attempt(order);
    world.catalogue.script().recover();
  }

  private BackupOrder order(PointId id) {
    RecoveryPoint point = rounds.point(id);
    return new BackupOrder(
        "again",
        point.origin().machine(),
        point.origin().vmId(),
        "daily",
        point.origin().slot(),
        Optional.empty());
  }

  /** Its snapshot names another key than the machine did. */
  private RecoveryPoint refusedAfterTheSnapshot() {
    world.rules(KeyRules.defaults(Set.of("kv-prod")));
    world.keys.available(FakeWorld.bek(1)).disabled(FakeWorld.bek(2));
    world.snapshots.source(FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(2), Optional.empty()));
    return rounds.tick("tick-1").getFirst();
  }

  private void put(PointId point, String group, String name) {
    world.snapshots.put(
        new Snapshot(
            ArmId.compute(FakeWorld.SUBSCRIPTION, group, "snapshots", name),
            "unique-of-nobody",
            Optional.empty(),
            1L,
            true,
            new io.keyhold.domain.AtRest.PlatformKey(),
            List.of(),
            Map.of("keyhold-point", point.value())));
  }

  private static Snapshot copy(Snapshot of, ArmId id, String uniqueId, Map<String, String> tags) {
    return new Snapshot(
        id, uniqueId, of.sourceUniqueId(), of.sizeBytes(), true, of.atRest(), of.volumes(), tags);
  }

  private int reads(PointId id) {
    return (int) world.catalogue.script().calls().stream().filter(("read " + id)::equals).count();
  }

  private List<String> deletions() {
    return world.snapshots.script().calls().stream()
        .filter(call -> call.startsWith("delete "))
        .toList();
  }
}
