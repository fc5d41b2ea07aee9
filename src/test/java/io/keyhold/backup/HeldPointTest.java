package io.keyhold.backup;

import static io.keyhold.fake.Rounds.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Code;
import io.keyhold.domain.Event;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
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
import org.junit.jupiter.api.Test;

/** A point that is held, until it is promoted or its seven days are over. */
class HeldPointTest {

  private final FakeWorld world = Rounds.holding();
  private final Rounds rounds = new Rounds(world);
  private final RecoveryPoint held = rounds.tick("tick-1").getFirst();

  @Test
  void everyTickOfSevenDaysAsksForItAgainInTheSameForm() {
    assertThat(held.state()).isEqualTo(PointState.HELD);
    world.advance(Duration.ofMinutes(5));

    assertThat(rounds.orders("tick-2"))
        .singleElement()
        .isEqualTo(
            new BackupOrder(
                "tick-2",
                held.origin().machine(),
                held.origin().vmId(),
                "daily",
                held.origin().slot(),
                Optional.empty()));
    world.advance(Duration.ofDays(7).minusMinutes(6));
    assertThat(rounds.orders("tick-3")).extracting(BackupOrder::point).contains(held.id());
    world.advance(Duration.ofMinutes(1));
    assertThat(rounds.orders("tick-4")).extracting(BackupOrder::point).doesNotContain(held.id());
  }

  @Test
  void whenTheKeyIsBackItIsGatedAndTakenWithoutAnotherSnapshot() {
    keyIsBack();

    RecoveryPoint point = again("tick-2");

    assertThat(words(point)).containsExactly("gated", "held", "gated", "taken", "completed");
    assertThat(point.events().subList(2, 5)).extracting(Event::run).containsOnly("tick-2");
    assertThat(point.snapshots()).isEqualTo(held.snapshots());
    assertThat(point.disks()).isEqualTo(held.disks());
    assertThat(point.causes()).isEmpty();
    assertThat(point.lastGate().orElseThrow().decision().positive()).isTrue();
    assertThat(world.snapshotNames()).hasSize(1);
  }

  @Test
  void aPromotedPointWhosePolicyAsksForACopyStaysTaken() {
    FakeWorld copying = Rounds.holding();
    copying.copyTo(new Policy.CopyTarget("northeurope", "copies", Optional.empty(), true));
    Rounds other = new Rounds(copying);
    other.tick("tick-1");
    copying.keys.available(FakeWorld.bek(1));

    assertThat(other.tick("tick-2").getFirst().state()).isEqualTo(PointState.TAKEN);
  }

  @Test
  void aKeyThatStaysAwayLeavesNoEventHoweverManyTicksLook() {
    for (int tick = 2; tick < 50; tick++) {
      world.advance(Duration.ofMinutes(5));
      again("tick-" + tick);
    }

    assertThat(rounds.point(held.id())).isEqualTo(held);
  }

  @Test
  void anotherReasonIsRecordedOnce() {
    world.keys.put(FakeWorld.bek(1), new KeyReading.Deleted(Optional.empty()));
    again("tick-2");
    RecoveryPoint point = again("tick-3");

    assertThat(words(point)).containsExactly("gated", "held", "gated");
    assertThat(point.state()).isEqualTo(PointState.HELD);
    assertThat(point.causes()).extracting(Problem::code).containsExactly(Code.SECRET_DELETED);
    keyIsBack();
    assertThat(again("tick-4").state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void aVaultThatDoesNotAnswerChangesNothing() {
    world.keys.silent(FakeWorld.bek(1), Code.VAULT_FIREWALL);
    world.advance(Duration.ofHours(5));

    assertThat(again("tick-2")).isEqualTo(held);
  }

  @Test
  void aMachineThatIsGoneOrMadeAnewOrRenamedDoesNotMatter() {
    world.machines.remove(FakeWorld.machineId("a"));
    keyIsBack();

    assertThat(again("tick-2").state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void aTagOrPolicyThatChangedDoesNotMatter() {
    world.machine("a", Map.of(), FakeWorld.plain("a-os"));
    world.policiesAre(new Policies.Reading.Valid(new PolicyBook(List.of())));
    keyIsBack();

    assertThat(again("tick-2").state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void aRotationSinceThenDoesNotHelp() {
    world.keys.available(FakeWorld.bek(2));
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(2), Optional.empty()));

    assertThat(again("tick-2")).isEqualTo(held);
  }

  @Test
  void twoDeliveriesHaveOneEffect() {
    keyIsBack();
    BackupOrder order = rounds.orders("tick-2").getFirst();

    RecoveryPoint first = rounds.deliver(order);

    assertThat(rounds.deliver(order)).isEqualTo(first);
  }

  @Test
  void twoDeliveriesAtOnceHaveOneEffect() {
    keyIsBack();
    BackupOrder order = rounds.orders("tick-2").getFirst();
    world.catalogue.beforeNextAppend(() -> rounds.deliver(order));

    assertThat(words(rounds.deliver(order)))
        .containsExactly("gated", "held", "gated", "taken", "completed");
  }

  @Test
  void aCrashAtAnyCallIsMadeGoodByTheNextTick() {
    for (int calls = 0; calls < 6; calls++) {
      FakeWorld crashing = Rounds.holding();
      Rounds other = new Rounds(crashing);
      PointId id = other.tick("tick-1").getFirst().id();
      crashing.keys.available(FakeWorld.bek(1));
      BackupOrder order = other.orders("tick-2").getFirst();
      crashing.catalogue.script().dieAfter(calls);
      other.attempt(order);
      crashing.catalogue.script().recover();

      other.tick("tick-3");
      other.attempt(order);

      RecoveryPoint point = other.point(id);
      assertThat(point.state()).as("after %d calls", calls).isEqualTo(PointState.COMPLETE);
      assertThat(words(point).stream().filter("taken"::equals)).hasSize(1);
      assertThat(crashing.snapshotNames()).hasSize(1);
    }
  }

  @Test
  void aMessageThatComesAfterSevenDaysPromotesNothing() {
    BackupOrder order = again().getFirst();
    world.advance(Duration.ofDays(7));
    keyIsBack();

    assertThat(rounds.deliver(order)).isEqualTo(held);
  }

  @Test
  void aSnapshotThatSomebodyDeletedEndsIt() {
    world.snapshots.remove(held.snapshots().getFirst().snapshot());
    assertThat(again("tick-2")).isEqualTo(held);
    keyIsBack();

    RecoveryPoint point = again("tick-3");

    assertThat(point.state()).isEqualTo(PointState.ABANDONED);
    assertThat(point.causes()).extracting(Problem::code).containsExactly(Code.SNAPSHOT_GONE);
    assertThat(again()).isEmpty();
  }

  @Test
  void anotherSnapshotUnderTheSameNameIsNotTheOneThatWasHeld() {
    Snapshot old = world.snapshots.all().getFirst();
    world.snapshots.put(
        new Snapshot(
            old.id(),
            "another",
            old.sourceUniqueId(),
            old.sizeBytes(),
            true,
            old.atRest(),
            old.volumes(),
            old.tags()));
    keyIsBack();

    assertThat(again("tick-2").state()).isEqualTo(PointState.ABANDONED);
  }

  @Test
  void aVersionThatIsFoundOnlyLaterNeedNotBeTheOneOfThatDay() {
    FakeWorld tagged = unversioned(new KeyReading.Deleted(Optional.empty()));
    Rounds other = new Rounds(tagged);
    RecoveryPoint before = other.tick("tick-1").getFirst();
    assertThat(before.state()).isEqualTo(PointState.HELD);
    tagged.keys.available(FakeWorld.bek(7));

    assertThat(other.tick("tick-2").getFirst()).isEqualTo(before);
  }

  @Test
  void aVersionThatWasPinnedThenIsPromoted() {
    FakeWorld tagged = unversioned(new KeyReading.Absent());
    tagged.keys.disabled(FakeWorld.bek(7));
    Rounds other = new Rounds(tagged);
    other.tick("tick-1");
    tagged.keys.available(FakeWorld.bek(7));

    assertThat(other.tick("tick-2").getFirst().state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void aHeldBackupThatWasAskedForIsPromotedToo() {
    world
        .useCases()
        .backupNow()
        .request("mine", FakeWorld.machineId("a"), "request-1", FakeWorld.SOMEBODY);
    BackupOrder asked =
        again().stream().filter(order -> order.request().isPresent()).findFirst().orElseThrow();
    assertThat(rounds.deliver(asked).state()).isEqualTo(PointState.HELD);
    world.advance(Duration.ofDays(3));
    keyIsBack();

    rounds.tick("tick-9");

    assertThat(rounds.point(asked.point()).state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void aBrokenChainIsSaidAndTheOthersGoOn() {
    world.machine("b", FakeWorld.ade("b-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    RecoveryPoint other =
        rounds.tick("tick-2").stream()
            .filter(point -> !point.id().equals(held.id()))
            .findFirst()
            .orElseThrow();
    world.catalogue.breakChain(held.id());

    BackupTick.Result result = world.useCases().backupTick().tick("tick-3");

    assertThat(result.problems()).extracting(Problem::code).contains(Code.CHAIN_BROKEN);
    assertThat(result.orders()).extracting(BackupOrder::point).containsExactly(other.id());
  }

  @Test
  void aClockThatStepsBackOrAheadWithinTheTimeDoesNotMatter() {
    world.advance(Duration.ofDays(-2));
    assertThat(rounds.orders("tick-2")).extracting(BackupOrder::point).contains(held.id());
    world.advance(Duration.ofDays(8));
    keyIsBack();

    rounds.tick("tick-3");

    assertThat(rounds.point(held.id()).state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void aSweepThatIsFasterLeavesNothingToPromote() {
    keyIsBack();
    BackupOrder order = again().getFirst();
    world.catalogue.beforeNextAppend(this::sevenDaysLaterItIsSwept);

    RecoveryPoint point = rounds.deliver(order);

    assertThat(point.state()).isEqualTo(PointState.ABANDONED);
    assertThat(words(point)).containsExactly("gated", "held", "abandoned");
    assertThat(world.snapshots.all()).isEmpty();
  }

  @Test
  void aSweepBetweenGateAndTakenWinsAsWell() {
    keyIsBack();
    BackupOrder order = again().getFirst();
    world.catalogue.beforeNextAppend(
        () -> world.catalogue.beforeNextAppend(this::sevenDaysLaterItIsSwept));

    RecoveryPoint point = rounds.deliver(order);

    assertThat(words(point)).containsExactly("gated", "held", "gated", "abandoned");
    assertThat(world.snapshots.all()).isEmpty();
  }

  @Test
  void aPromotionThatIsFasterLeavesNothingToSweep() {
    keyIsBack();
    BackupOrder order = again().getFirst();
    world.advance(Duration.ofDays(7));
    world.catalogue.beforeNextAppend(
        () -> {
          world.advance(Duration.ofHours(-1)); // this process' clock is late
          rounds.deliver(order);
        });

    rounds.sweep();

    assertThat(rounds.point(held.id()).state()).isEqualTo(PointState.COMPLETE);
    assertThat(world.snapshots.all()).hasSize(1);
  }

  private void sevenDaysLaterItIsSwept() {
    world.advance(Duration.ofDays(7));
    rounds.sweep();
  }

  private static FakeWorld unversioned(KeyReading reading) {
    FakeWorld world = new FakeWorld();
    world.rules(Rounds.holdingRules());
    world.keys.put(FakeWorld.bek(7), reading);
    world.machine("a", FakeWorld.tagged("a-os", FakeWorld.bek(7).object()));
    return world;
  }

  private void keyIsBack() {
    world.keys.available(FakeWorld.bek(1));
  }

  private List<BackupOrder> again() {
    return rounds.orders("tick-2");
  }

  /** A tick; the point as it then stands. */
  private RecoveryPoint again(String run) {
    rounds.tick(run);
    return rounds.point(held.id());
  }
}
