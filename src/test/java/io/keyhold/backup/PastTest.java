package io.keyhold.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.AdeStatus;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Code;
import io.keyhold.domain.GuestReport;
import io.keyhold.domain.Machine;
import io.keyhold.domain.MachineFacts;
import io.keyhold.domain.PointState;
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

/** What the slots before this one mean for it. */
class PastTest {

  private final FakeWorld world = new FakeWorld();
  private final UseCases useCases = world.useCases();

  @Test
  void encryptionUnderWayIsPostponedTwiceThenTakenAndAfterThatPostponedAgain() {
    machine(AdeStatus.Content.CHANGING);

    assertThat(codes(nextSlot())).containsExactly(Code.ENCRYPTION_UNDER_WAY);
    assertThat(codes(nextSlot())).containsExactly(Code.ENCRYPTION_UNDER_WAY);
    RecoveryPoint third = nextSlot();
    assertThat(third.state()).isEqualTo(PointState.COMPLETE);
    assertThat(third.remarks()).extracting(Problem::code).contains(Code.CONTENT_MIXED);
    assertThat(codes(nextSlot())).containsExactly(Code.ENCRYPTION_UNDER_WAY);
  }

  @Test
  void aSlotThatWasTakenBetweenStartsTheCountAnew() {
    machine(AdeStatus.Content.CHANGING);
    nextSlot();
    machine(AdeStatus.Content.NOT_SAID);
    nextSlot();
    machine(AdeStatus.Content.CHANGING);

    assertThat(codes(nextSlot())).containsExactly(Code.ENCRYPTION_UNDER_WAY);
    assertThat(codes(nextSlot())).containsExactly(Code.ENCRYPTION_UNDER_WAY);
    assertThat(nextSlot().state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void backupsThatSomebodyAskedForDoNotCount() {
    machine(AdeStatus.Content.CHANGING);
    assertThat(codes(backUp(Optional.of("a")))).containsExactly(Code.ENCRYPTION_UNDER_WAY);
    world.advance(Duration.ofMinutes(1));
    assertThat(codes(backUp(Optional.of("b")))).containsExactly(Code.ENCRYPTION_UNDER_WAY);

    world.advance(Duration.ofDays(1));

    assertThat(codes(nextSlot())).containsExactly(Code.ENCRYPTION_UNDER_WAY);
  }

  @Test
  void thatTheEncryptionVanishedIsRemarkedOnce() {
    world.machine("a", FakeWorld.tagged("a-os", "external:the safe"));
    nextSlot();
    world.machine("a", FakeWorld.plain("a-os"));

    assertThat(nextSlot().remarks())
        .extracting(Problem::code)
        .containsExactly(Code.NOTHING_DECLARED, Code.ENCRYPTION_VANISHED);
    assertThat(nextSlot().remarks())
        .extracting(Problem::code)
        .containsExactly(Code.NOTHING_DECLARED);
  }

  @Test
  void aMachineMadeAnewUnderItsNameHasNoPast() {
    world.machine("a", FakeWorld.tagged("a-os", "external:the safe"));
    nextSlot();
    Machine old = world.machine("a", FakeWorld.plain("a-os"));
    world.machines.put(
        new Machine(
            new io.keyhold.domain.MachineSummary(
                old.id(), "vm-anew", "westeurope", old.summary().tags()),
            old.disks(),
            List.of(),
            Set.of()));

    assertThat(nextSlot().remarks())
        .extracting(Problem::code)
        .containsExactly(Code.NOTHING_DECLARED);
  }

  @Test
  void aMachineThatNoPolicySelectsAnyMoreIsRemarkedInTheListOfMachines() {
    world.machine("a", FakeWorld.plain("a-os"));
    world.machine("never", Map.of(), FakeWorld.plain("never-os"));
    nextSlot();
    assertThat(remarksOf("a")).isEmpty();

    world.machine("a", Map.of(), FakeWorld.plain("a-os"));
    assertThat(remarksOf("a")).extracting(Problem::code).containsExactly(Code.NO_LONGER_SELECTED);
    assertThat(remarksOf("never")).isEmpty();

    world.machine("a", Map.of("keyhold-policy", "dayly"), FakeWorld.plain("a-os"));
    assertThat(remarksOf("a").get(0).detail()).contains("dayly");
  }

  private List<Problem> remarksOf(String name) {
    return useCases.machines().page(Optional.empty(), 50).stream()
        .filter(view -> view.machine().id().name().equals(name))
        .findFirst()
        .orElseThrow()
        .remarks();
  }

  /** A machine whose OS volume is in this state; its key is kept elsewhere. */
  private void machine(AdeStatus.Content os) {
    Machine plain = world.machine("a", FakeWorld.tagged("a-os", "external:the safe"));
    AdeStatus status = new AdeStatus(os, AdeStatus.Content.NOT_SAID);
    world.machines.put(
        new Machine(
            plain.summary(),
            plain.disks(),
            List.of(),
            Set.of(),
            new MachineFacts(
                Optional.empty(),
                false,
                Optional.empty(),
                new GuestReport(Optional.empty(), Optional.of(status), List.of()),
                Optional.empty())));
  }

  private RecoveryPoint nextSlot() {
    RecoveryPoint point = backUp(Optional.empty());
    world.advance(Duration.ofDays(1));
    return point;
  }

  private RecoveryPoint backUp(Optional<String> request) {
    var machine = world.machines.find(FakeWorld.machineId("a")).orElseThrow();
    var now = world.clock.instant();
    var slot = request.isPresent() ? now : world.slots.latest(world.policy().schedule(), now);
    var order = new BackupOrder("t-" + now, machine.id(), machine.vmId(), "daily", slot, request);
    return ((BackupDelivery.Result.Done) useCases.backupMachine().deliver(order, 1)).point();
  }

  private static List<Code> codes(RecoveryPoint point) {
    return point.causes().stream().map(Problem::code).toList();
  }
}
