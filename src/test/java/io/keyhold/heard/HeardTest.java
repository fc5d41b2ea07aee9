package io.keyhold.heard;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Cause;
import io.keyhold.domain.Code;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Signal;
import io.keyhold.domain.SignalKind;
import io.keyhold.domain.Urgency;
import io.keyhold.fake.FakeWorld;
import io.keyhold.fake.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is heard of backups, and when. */
class HeardTest {

  private final FakeWorld world = new FakeWorld();
  private final Rounds rounds = new Rounds(world);

  @Test
  void aBackupThatSucceededIsHeardOnceWithWhatItIsAbout() {
    world.machine("a", FakeWorld.plain("a-os"));

    RecoveryPoint point = rounds.tick("tick-1").getFirst();

    Signal.BackupSucceeded heard = world.signals.said(Signal.BackupSucceeded.class).getFirst();
    assertThat(world.signals.names()).containsExactly("FleetChecked", "BackupSucceeded");
    assertThat(heard.backup().point()).isEqualTo(point.id());
    assertThat(heard.backup().run()).isEqualTo("tick-1");
    assertThat(heard.sizeBytes()).isEqualTo(1L << 30);
    assertThat(heard.notes())
        .as("that nothing is declared must be known")
        .extracting(Cause::group)
        .containsExactly("machine:NothingDeclared");
  }

  @Test
  void aStopOfAzureDiskEncryptionSaysThatTheMachineMustGoOnRunning() {
    ade("a", 1);
    world.keys.disabled(FakeWorld.kek(1));

    rounds.tick("tick-1");

    Signal.BackupRefused heard = world.signals.said(Signal.BackupRefused.class).getFirst();
    assertThat(heard.causes()).hasSize(1);
    Cause cause = heard.causes().getFirst();
    assertThat(cause.group())
        .isEqualTo(
            "key:kv-prod/keys/kek/" + FakeWorld.kek(1).version().orElseThrow() + ":KeyDisabled");
    assertThat(cause.vault()).contains("kv-prod");
    assertThat(cause.result()).contains("unavailable");
    assertThat(cause.remedy())
        .startsWith("Do not deallocate or restart this machine; add a protector now. Enable");
    assertThat(world.signals.lines())
        .filteredOn(line -> line.has("urgent"))
        .as("the refusal and the key's own event say so")
        .extracting(line -> line.path("event").asText())
        .containsExactlyInAnyOrder("BackupRefused", "KeyStateChanged");
  }

  @Test
  void theSameRemedyStandsInTheListOfMachines() {
    ade("a", 1);
    world.machine("b", FakeWorld.tagged("b-os", FakeWorld.bek(2).url()));
    world.keys.disabled(FakeWorld.kek(1)).disabled(FakeWorld.bek(2));

    rounds.tick("tick-1");

    assertThat(world.useCases().machines().page(Optional.empty(), 10))
        .extracting(view -> view.lastRefusal().orElseThrow().remedy().startsWith(Urgency.TEXT))
        .containsExactly(true, false);
  }

  @Test
  void aStopOfASelfManagedKeyLetsTheMachineBe() {
    world.machine("a", FakeWorld.tagged("a-os", FakeWorld.bek(1).url()));
    world.keys.disabled(FakeWorld.bek(1));

    rounds.tick("tick-1");

    assertThat(world.signals.names()).contains("BackupRefused");
    assertThat(world.signals.lines()).noneMatch(line -> line.has("urgent"));
  }

  @Test
  void aHeldPointIsHeardAndSoIsItsEnd() {
    FakeWorld holding = Rounds.holding();
    Rounds ticks = new Rounds(holding);
    ticks.tick("tick-1");
    holding.advance(Duration.ofDays(8));
    ticks.sweep();

    assertThat(holding.signals.said(Signal.BackupHeld.class))
        .extracting(Signal.BackupHeld::until)
        .containsExactly(FakeWorld.START.plus(Duration.ofDays(7)));
    assertThat(holding.signals.said(Signal.BackupAbandoned.class)).hasSize(1);
  }

  @Test
  void aFailedBackupIsHeard() {
    world.machine("a", FakeWorld.plain("a-os"));
    BackupOrder order = rounds.orders("tick-1").getFirst();
    world.machines.remove(FakeWorld.machineId("a"));

    rounds.deliver(order);

    assertThat(world.signals.said(Signal.BackupFailed.class))
        .extracting(failed -> failed.cause().group())
        .containsExactly("machine:MachineGone");
  }

  @Test
  void whatWasNotWrittenIsNotHeard() {
    world.machine("a", FakeWorld.plain("a-os"));
    BackupOrder order = rounds.orders("tick-1").getFirst();
    world.signals.forget();
    world.catalogue.script().failAlways(Code.CLOUD_ERROR);

    rounds.attempt(order);

    assertThat(world.signals.said()).isEmpty();
  }

  @Test
  void aDeliveryThatComesTwiceIsHeardOnce() {
    world.machine("a", FakeWorld.plain("a-os"));
    BackupOrder order = rounds.orders("tick-1").getFirst();

    rounds.deliver(order);
    rounds.deliver(order);

    assertThat(world.signals.said(Signal.BackupSucceeded.class)).hasSize(1);
  }

  @Test
  void whoeverDoesNotHearStopsNoBackup() {
    world.machine("a", FakeWorld.plain("a-os"));
    ade("b", 1);
    world.keys.disabled(FakeWorld.kek(1));
    List<BackupOrder> orders = rounds.orders("tick-1");
    world.documents.script().failAlways(Code.CLOUD_DENIED);

    assertThat(orders.stream().map(rounds::deliver).map(RecoveryPoint::state))
        .containsExactlyInAnyOrder(PointState.COMPLETE, PointState.REFUSED);
    assertThat(world.signals.names()).contains("BackupSucceeded", "BackupRefused");
    assertThat(world.signals.names()).doesNotContain("KeyStateChanged");

    world.documents.script().recover();
    world.advance(Duration.ofDays(1));
    rounds.tick("tick-2");
    assertThat(world.signals.said(Signal.KeyStateChanged.class))
        .as("what could not be written down is heard by the next run")
        .hasSize(1);
  }

  @Test
  void everyTickSaysHowTheFleetStands() {
    world.machine("a", FakeWorld.plain("a-os"));
    ade("b", 1);
    ade("c", 2);
    world.machine("free", Map.of(), FakeWorld.plain("free-os"));
    world.keys.available(FakeWorld.bek(2)).available(FakeWorld.kek(2));
    world.keys.disabled(FakeWorld.kek(1));
    rounds.tick("tick-1");
    world.keys.disabled(FakeWorld.kek(2));
    world.advance(Duration.ofDays(1));
    rounds.tick("tick-2");
    world.advance(Duration.ofHours(2));
    rounds.tick("tick-3");

    Signal.FleetChecked first = world.signals.said(Signal.FleetChecked.class).getFirst();
    assertThat(first.selected()).isEqualTo(3);
    assertThat(first.notSelected()).isEqualTo(1);
    assertThat(first.sent()).isEqualTo(3);
    assertThat(first.withoutSuccess()).isEqualTo(3);
    assertThat(first.oldest()).isEmpty();
    Signal.FleetChecked last = world.signals.said(Signal.FleetChecked.class).getLast();
    assertThat(last.sent()).isZero();
    assertThat(last.oldest())
        .contains(
            new Signal.LastSuccess(
                FakeWorld.machineId("c"), Instant.parse("2026-11-24T02:00:00Z")));
    assertThat(last.withoutSuccess()).isEqualTo(1);
    assertThat(last.examples()).containsExactly(FakeWorld.machineId("b"));
    assertThat(last.troubled()).isEqualTo(2);
  }

  @Test
  void theSweepKeepsOfTheSuccessesOnlyTheLastOne() {
    world.machine("a", FakeWorld.plain("a-os"));
    world.machine("b", FakeWorld.plain("b-os"));
    for (int day = 0; day < 4; day++) {
      rounds.tick("tick-" + day);
      world.advance(Duration.ofDays(1));
    }
    assertThat(world.documents.names("successes/")).hasSize(8);

    rounds.sweep();

    assertThat(world.documents.names("successes/"))
        .containsExactly("successes/vm-a/20261127T020000Z", "successes/vm-b/20261127T020000Z");
  }

  @Test
  void anInstallationOfAnEarlierReleaseKnowsItsSuccessesOnceItsIndexIsRebuilt() {
    world.machine("a", FakeWorld.plain("a-os"));
    rounds.tick("tick-1");
    world.documents.names("successes/").forEach(world.documents::remove);

    world.useCases().rebuildIndex().from(Optional.empty());

    assertThat(world.documents.names("successes/")).hasSize(1);
  }

  @Test
  void levelsFollowWhatItMeans() {
    assertThat(SignalSamples.full().stream().filter(s -> s.level() == SignalKind.Level.WARNING))
        .extracting(signal -> signal.kind().text())
        .containsExactly("BackupAbandoned", "CopyFailed");
  }

  private void ade(String name, int key) {
    world.keys.available(FakeWorld.bek(key));
    world.machine(
        name,
        FakeWorld.ade(name + "-os", Lun.OS, FakeWorld.bek(key), Optional.of(FakeWorld.kek(key))));
  }
}
