package io.keyhold.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.Event;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Lun;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.UseCases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackupMachineTest {

  private final FakeWorld world = new FakeWorld();
  private final UseCases useCases = world.useCases();

  @Test
  void anAvailableKeyLetsTheMachineBeTaken() {
    world.keys.available(FakeWorld.bek(1)).available(FakeWorld.kek(1));
    world.machine(
        "a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.of(FakeWorld.kek(1))));

    RecoveryPoint point = backUp("a");

    assertThat(point.state()).isEqualTo(PointState.COMPLETE);
    assertThat(types(point)).containsExactly("gated", "taken", "completed");
    assertThat(world.snapshotNames()).containsExactly("kh-" + point.id() + "-os");
    assertThat(point.verdicts()).hasSize(2);
  }

  @Test
  void aDisabledKeyStopsTheBackupBeforeAnythingIsSnapshotted() {
    world.keys.available(FakeWorld.bek(1)).disabled(FakeWorld.kek(1));
    world.machine(
        "a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.of(FakeWorld.kek(1))));

    RecoveryPoint point = backUp("a");

    assertThat(point.state()).isEqualTo(PointState.REFUSED);
    assertThat(point.causes()).extracting(Problem::code).containsExactly(Code.KEY_DISABLED);
    assertThat(point.causes().get(0).remedy()).contains(FakeWorld.kek(1).url());
    assertThat(world.snapshots.script().calls()).isEmpty();
  }

  @Test
  void aDisabledKeyUnderHoldIsSnapshottedButNeverCountedAsASuccess() {
    world.rules(holding());
    world.keys.disabled(FakeWorld.bek(1));
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));

    RecoveryPoint point = backUp("a");

    assertThat(point.state()).isEqualTo(PointState.HELD);
    assertThat(point.state().canBeRestored()).isFalse();
    assertThat(world.snapshotNames()).hasSize(1);
  }

  @Test
  void anUnknownKeyWaitsAndIsRefusedWhenTheGraceIsOver() {
    world.keys.silent(FakeWorld.bek(1), Code.VAULT_FIREWALL);
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));

    assertThat(backUp("a").state()).isEqualTo(PointState.GATED);
    world.advance(Duration.ofMinutes(119));
    assertThat(backUp("a", "tick-2").state()).isEqualTo(PointState.GATED);
    world.advance(Duration.ofMinutes(1));
    RecoveryPoint point = backUp("a", "tick-3");

    assertThat(point.state()).isEqualTo(PointState.REFUSED);
    assertThat(point.causes()).extracting(Problem::code).containsExactly(Code.VAULT_FIREWALL);
    assertThat(world.snapshots.script().calls()).isEmpty();
  }

  @Test
  void anUnknownKeyThatAnswersWithinTheGraceIsTaken() {
    world.keys.silent(FakeWorld.bek(1), Code.VAULT_THROTTLED);
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    backUp("a");

    world.keys.available(FakeWorld.bek(1));
    RecoveryPoint point = backUp("a", "tick-2");

    assertThat(point.state()).isEqualTo(PointState.COMPLETE);
    assertThat(types(point)).containsExactly("gated", "gated", "taken", "completed");
  }

  @Test
  void aWaitingSlotEndsWhenTheNextOneBegins() {
    world.rules(
        new KeyRules(
            Set.of(),
            KeyRules.Check.METADATA,
            KeyRules.Stop.REFUSE,
            KeyRules.Stop.REFUSE,
            Duration.ofHours(48),
            KeyRules.Tolerance.PROCEED,
            KeyRules.Tolerance.PROCEED));
    world.keys.silent(FakeWorld.bek(1), Code.VAULT_TIMEOUT);
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    BackupOrder order = order("a", "tick-1");
    backUp(order);

    world.advance(Duration.ofDays(1));

    assertThat(backUp(order).state()).isEqualTo(PointState.REFUSED);
  }

  @Test
  void theSameOrderTwiceHasOneEffect() {
    world.machine("a", FakeWorld.plain("a-os"));

    RecoveryPoint first = backUp("a");
    RecoveryPoint second = backUp("a");

    assertThat(second).isEqualTo(first);
    assertThat(world.snapshotNames()).hasSize(1);
  }

  @Test
  void aWriterThatIsOvertakenDecidesAgain() {
    world.machine("a", FakeWorld.plain("a-os"));
    world.catalogue.beforeNextAppend(() -> backUp("a", "other"));

    RecoveryPoint point = backUp("a", "mine");

    assertThat(point.state()).isEqualTo(PointState.COMPLETE);
    assertThat(point.events()).extracting(Event::run).containsOnly("other");
    assertThat(world.snapshotNames()).hasSize(1);
  }

  @Test
  void aCrashAfterTheGateIsCompletedUnderTheSameNames() {
    world.machine("a", FakeWorld.plain("a-os"));
    world.snapshots.script().failNext(Code.CLOUD_TIMEOUT);

    BackupDelivery.Result first = deliver(order("a", "tick-1"), 1);
    assertThat(first).isInstanceOf(BackupDelivery.Result.Again.class);
    RecoveryPoint point = backUp("a");

    assertThat(types(point)).containsExactly("gated", "gated", "taken", "completed");
    assertThat(world.snapshotNames()).containsExactly("kh-" + point.id() + "-os");
  }

  @Test
  void theLastDeliveryRecordsTheFailure() {
    world.machine("a", FakeWorld.plain("a-os"));
    world.snapshots.script().failAlways(Code.CLOUD_ERROR);

    BackupDelivery.Result result = deliver(order("a", "tick-1"), BackupDelivery.LAST_DELIVERY);

    assertThat(done(result).state()).isEqualTo(PointState.FAILED);
    assertThat(done(result).causes()).extracting(Problem::code).containsExactly(Code.CLOUD_ERROR);
  }

  @Test
  void policiesThatCannotBeReadForAMomentDoNotCostTheSlot() {
    world.machine("a", FakeWorld.plain("a-os"));
    BackupOrder order = order("a", "tick-1");
    world.policiesAre(
        new Policies.Reading.Unreadable(
            new Problem(Code.POLICIES_UNREADABLE, "policies", "no answer")));

    assertThat(deliver(order, 1)).isInstanceOf(BackupDelivery.Result.Again.class);
    world.policiesAre(new Policies.Reading.Valid(new PolicyBook(List.of(world.policy()))));

    assertThat(backUp(order).state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void aMistakeOfOurOwnIsRecordedOnTheLastDelivery() {
    world.machine("a", FakeWorld.plain("a-os"));
    BackupOrder order = order("a", "tick-1");
    world.waiting.meanwhile(
        () -> {
          throw new IllegalStateException("a mistake");
        });
    world.keys.put(FakeWorld.bek(1), new io.keyhold.domain.KeyReading.Absent());
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));

    assertThatThrownBy(() -> deliver(order, 1)).isInstanceOf(IllegalStateException.class);
    BackupDelivery.Result result = deliver(order, BackupDelivery.LAST_DELIVERY);

    assertThat(done(result).causes())
        .extracting(Problem::code)
        .containsExactly(Code.INTERNAL_ERROR);
  }

  @Test
  void aCheckThatBrokeIsNotSharedWithinItsRun() {
    world.keys.put(FakeWorld.bek(1), new io.keyhold.domain.KeyReading.Absent());
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    world.waiting.meanwhile(
        () -> {
          throw new IllegalStateException("interrupted");
        });
    assertThatThrownBy(() -> backUp("a")).isInstanceOf(IllegalStateException.class);
    world.waiting.meanwhile(() -> {});
    world.keys.available(FakeWorld.bek(1));

    assertThat(backUp("a").state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void aMachineThatVanishedIsRecordedAsFailed() {
    world.machine("a", FakeWorld.plain("a-os"));
    BackupOrder order = order("a", "tick-1");
    world.machines.remove(FakeWorld.machineId("a"));

    RecoveryPoint point = backUp(order);

    assertThat(point.state()).isEqualTo(PointState.FAILED);
    assertThat(point.causes()).extracting(Problem::code).containsExactly(Code.MACHINE_GONE);
  }

  @Test
  void aMachineMadeAnewUnderItsNameIsNotTheOneThatWasAskedFor() {
    world.machine("a", FakeWorld.plain("a-os"));
    BackupOrder old =
        new BackupOrder(
            "tick-1", FakeWorld.machineId("a"), "vm-of-before", "daily", slot(), Optional.empty());

    assertThat(backUp(old).causes()).extracting(Problem::code).containsExactly(Code.MACHINE_GONE);
    assertThat(world.snapshots.script().calls()).isEmpty();
  }

  @Test
  void aTagThatNamesNoSecretIsARecordedRefusal() {
    world.machine("a", FakeWorld.tagged("a-os", "my key"));

    assertThat(backUp("a").causes())
        .extracting(Problem::code)
        .containsExactly(Code.TAG_NAMES_NO_SECRET);
  }

  @Test
  void aTagThatPointsToAVaultOutsideThePolicyIsARecordedRefusalAndTheVaultIsNotAsked() {
    world.machine("a", FakeWorld.tagged("a-os", "https://kv-other.vault.azure.net/secrets/s"));

    assertThat(backUp("a").causes())
        .extracting(Problem::code)
        .containsExactly(Code.VAULT_NOT_ALLOWED);
    assertThat(world.keys.calls()).isEmpty();
  }

  @Test
  void aSecretNamedWithoutAVersionIsPinned() {
    KeyRef exact = FakeWorld.bek(7);
    world.keys.available(exact);
    world.machine("a", FakeWorld.tagged("a-os", exact.object()));

    RecoveryPoint point = backUp("a");

    assertThat(point.state()).isEqualTo(PointState.COMPLETE);
    assertThat(point.disks().get(0).encryption().inGuest())
        .isEqualTo(new InGuest.SelfManaged(exact));
    assertThat(point.verdicts().get(0).version()).isEqualTo(exact.version());
  }

  @Test
  void machinesOfOneRunShareAVerdictAndThoseOfTheNextRunDoNot() {
    world.keys.available(FakeWorld.bek(1));
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    world.machine("b", FakeWorld.ade("b-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));

    backUp("a", "tick-1");
    backUp("b", "tick-1");
    assertThat(world.keys.calls()).hasSize(1);

    world.advance(Duration.ofDays(1));
    backUp("a", "tick-2");
    assertThat(world.keys.calls()).hasSize(2);
  }

  @Test
  void aSnapshotWithOtherKeysIsGatedAgain() {
    world.keys.available(FakeWorld.bek(1)).disabled(FakeWorld.bek(2));
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    world.snapshots.source(FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(2), Optional.empty()));

    RecoveryPoint point = backUp("a");

    assertThat(point.state()).isEqualTo(PointState.REFUSED);
    assertThat(types(point)).containsExactly("gated", "gated", "refused");
    assertThat(point.causes())
        .extracting(Problem::code)
        .containsExactly(Code.SECRET_DISABLED, Code.KEYS_CHANGED);
  }

  @Test
  void aPointWhosePolicyAsksForACopyStaysTakenUntilThereIsOne() {
    world.copyTo(new Policy.CopyTarget("northeurope", "keyhold-copies", Optional.empty(), true));
    world.machine("a", FakeWorld.plain("a-os"));

    assertThat(backUp("a").state()).isEqualTo(PointState.TAKEN);
  }

  @Test
  void excludedDisksAreLeftOut() {
    world.machine(
        "a",
        FakeWorld.plain("a-os"),
        FakeWorld.disk(
            "a-scratch",
            Lun.data(0),
            new io.keyhold.domain.AtRest.PlatformKey(),
            List.of(),
            Map.of("Keyhold-Exclude", "scratch")));

    assertThat(backUp("a").disks()).extracting(disk -> disk.lun().label()).containsExactly("os");
  }

  private RecoveryPoint backUp(String name) {
    return backUp(name, "tick-1");
  }

  private RecoveryPoint backUp(String name, String run) {
    return backUp(order(name, run));
  }

  private RecoveryPoint backUp(BackupOrder order) {
    return done(deliver(order, 1));
  }

  private BackupDelivery.Result deliver(BackupOrder order, int delivery) {
    return useCases.backupMachine().deliver(order, delivery);
  }

  private static RecoveryPoint done(BackupDelivery.Result result) {
    assertThat(result).isInstanceOf(BackupDelivery.Result.Done.class);
    return ((BackupDelivery.Result.Done) result).point();
  }

  private BackupOrder order(String name, String run) {
    MachineSummary machine = world.machines.find(FakeWorld.machineId(name)).orElseThrow();
    return new BackupOrder(run, machine.id(), machine.vmId(), "daily", slot(), Optional.empty());
  }

  private java.time.Instant slot() {
    return world.slots.latest(world.policy().schedule(), world.clock.instant());
  }

  private static KeyRules holding() {
    return new KeyRules(
        Set.of(),
        KeyRules.Check.METADATA,
        KeyRules.Stop.HOLD,
        KeyRules.Stop.HOLD,
        KeyRules.DEFAULT_GRACE,
        KeyRules.Tolerance.PROCEED,
        KeyRules.Tolerance.PROCEED);
  }

  private static List<String> types(RecoveryPoint point) {
    return point.events().stream().map(Event::change).map(Change::word).toList();
  }
}
