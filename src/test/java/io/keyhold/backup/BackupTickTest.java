package io.keyhold.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Problem;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.UseCases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackupTickTest {

  private final FakeWorld world = new FakeWorld();
  private final UseCases useCases = world.useCases();

  @Test
  void aFreshInstallationBacksUpAtOnceForTheLatestSlot() {
    world.machine("a", FakeWorld.plain("a-os"));

    List<BackupOrder> orders = tick("tick-1");

    assertThat(orders).hasSize(1);
    assertThat(orders.get(0).slot()).isEqualTo(Instant.parse("2026-11-24T02:00:00Z"));
    assertThat(orders.get(0).run()).isEqualTo("tick-1");
  }

  @Test
  void aMachineIsNotSentAgainWithinAnHour() {
    world.machine("a", FakeWorld.plain("a-os"));
    tick("tick-1");

    world.advance(Duration.ofMinutes(59));
    assertThat(tick("tick-2")).isEmpty();
    world.advance(Duration.ofMinutes(1));
    assertThat(tick("tick-3")).hasSize(1);
  }

  @Test
  void aTickThatFailsHalfwayHasNotedNothingAsSent() {
    world.machine("a", FakeWorld.plain("a-os"));
    world.catalogue.script().failNext(Code.CLOUD_ERROR);
    assertThatThrownBy(() -> tick("tick-1")).isInstanceOf(CloudFailure.class);

    assertThat(tick("tick-2")).hasSize(1);
  }

  @Test
  void aNoteThatCannotBeWrittenKeepsNoMachineFromBeingBackedUp() {
    world.machine("a", FakeWorld.plain("a-os"));
    world.documents.script().failAlways(Code.CLOUD_DENIED);
    assertThatThrownBy(() -> tick("tick-1")).isInstanceOf(CloudFailure.class);
    world.documents.script().recover();
    world.documents.failPuts(Code.CLOUD_ERROR);

    assertThat(tick("tick-2")).hasSize(1);
  }

  @Test
  void aFinishedSlotIsNotDue() {
    world.machine("a", FakeWorld.plain("a-os"));
    run(tick("tick-1"));

    world.advance(Duration.ofHours(2));
    assertThat(tick("tick-2")).isEmpty();
    world.advance(Duration.ofHours(22));
    assertThat(tick("tick-3")).hasSize(1);
  }

  @Test
  void aPointThatIsTakenAndNotYetCompleteIsSentAgainAfterAnHourEvenWhenTheNextSlotHasBegun() {
    world.machine("a", FakeWorld.plain("a-os"));
    BackupOrder order = tick("tick-1").get(0);
    world.catalogue.beforeNextAppend(
        () ->
            world.catalogue.beforeNextAppend(
                () -> world.catalogue.script().failAlways(Code.CLOUD_ERROR)));
    useCases.backupMachine().deliver(order, BackupDelivery.LAST_DELIVERY);
    world.catalogue.script().recover();
    assertThat(state(order)).isEqualTo(PointState.TAKEN);
    world.advance(Duration.ofDays(1));

    run(tick("tick-2"));

    assertThat(state(order)).isEqualTo(PointState.COMPLETE);
  }

  private PointState state(BackupOrder order) {
    return world.catalogue.read(order.point()).point().orElseThrow().state();
  }

  @Test
  void aSlotThatWaitsIsSentWithEveryTick() {
    world.keys.silent(FakeWorld.bek(1), Code.VAULT_FIREWALL);
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    run(tick("tick-1"));

    world.advance(Duration.ofMinutes(5));
    assertThat(tick("tick-2")).hasSize(1);
  }

  @Test
  void aSlotThatStillWaitsWhenTheNextOneBeginsIsAskedForOnceMoreAndEnds() {
    world.keys.silent(FakeWorld.bek(1), Code.VAULT_FIREWALL);
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    run(tick("tick-1"));
    world.advance(Duration.ofDays(1));

    List<BackupOrder> orders = tick("tick-2");
    assertThat(orders)
        .extracting(BackupOrder::slot)
        .containsExactly(
            Instant.parse("2026-11-25T02:00:00Z"), Instant.parse("2026-11-24T02:00:00Z"));
    run(orders);
    assertThat(tick("tick-3"))
        .extracting(BackupOrder::slot)
        .containsExactly(Instant.parse("2026-11-25T02:00:00Z"));
  }

  @Test
  void machinesWithoutAPolicyAreLeftAloneAndAnUnknownPolicyIsSaid() {
    world.machine("free", Map.of(), FakeWorld.plain("free-os"));
    world.machine("lost", Map.of("keyhold-policy", "weekly"), FakeWorld.plain("lost-os"));

    BackupTick.Result result = useCases.backupTick().tick("tick-1");

    assertThat(result.orders()).isEmpty();
    assertThat(result.problems()).extracting(Problem::code).containsExactly(Code.NO_POLICY);
  }

  @Test
  void aMachineThatIsNotSelectedAnyMoreIsWrittenDownOnceAndSaid() {
    world.machine("a", FakeWorld.plain("a-os"));
    tick("tick-1");
    world.machine("a", Map.of(), FakeWorld.plain("a-os"));
    world.advance(Duration.ofMinutes(5));

    assertThat(useCases.backupTick().tick("tick-2").problems())
        .extracting(Problem::code)
        .containsExactly(Code.NO_LONGER_SELECTED);
    assertThat(useCases.backupTick().tick("tick-3").problems()).isEmpty();
    assertThat(world.documents.names("selections/"))
        .containsExactly(
            "selections/vm-a/20261124T021000Z-selected", "selections/vm-a/20261124T021500Z-left");

    world.machine("a", FakeWorld.plain("a-os"));
    world.advance(Duration.ofMinutes(5));
    tick("tick-4");
    assertThat(world.documents.names("selections/vm-a/20261124T022000Z-selected")).hasSize(1);
  }

  @Test
  void badPoliciesFailTheTickWithTheWholeList() {
    world.policiesAre(new Policies.Reading.Invalid(List.of("one: is wrong", "two: is wrong")));

    assertThatThrownBy(() -> tick("tick-1"))
        .isInstanceOf(CloudFailure.class)
        .hasMessageContaining("one: is wrong")
        .hasMessageContaining("two: is wrong");
  }

  @Test
  void aRequestedBackupThatWasNeverDeliveredIsSentByTheNextTick() {
    world.machine("a", Map.of("keyhold-policy", "daily"), FakeWorld.plain("a-os"));
    run(tick("tick-1"));
    useCases.backupNow().request("mine", FakeWorld.machineId("a"), "request-1", FakeWorld.SOMEBODY);

    List<BackupOrder> orders = tick("tick-2");

    assertThat(orders).extracting(BackupOrder::request).containsExactly(Optional.of("mine"));
    run(orders);
    world.advance(Duration.ofHours(2));
    assertThat(tick("tick-3")).isEmpty();
  }

  @Test
  void aRequestRepeatedLaterIsTheSameSlot() {
    world.machine("a", FakeWorld.plain("a-os"));

    BackupOrder first = accepted("mine");
    world.advance(Duration.ofMinutes(10));
    BackupOrder second = accepted("mine");

    assertThat(second.point()).isEqualTo(first.point());
    assertThat(accepted("other").point()).isNotEqualTo(first.point());
  }

  @Test
  void aRequestWithAUsedIdAndAnotherMachineIsRefused() {
    world.machine("a", FakeWorld.plain("a-os"));
    world.machine("b", FakeWorld.plain("b-os"));
    accepted("mine");

    BackupNow.Result result =
        useCases
            .backupNow()
            .request("mine", FakeWorld.machineId("b"), "request-2", FakeWorld.SOMEBODY);

    assertThat(result)
        .isInstanceOfSatisfying(
            BackupNow.Result.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo(Code.ID_IN_USE));
  }

  private BackupOrder accepted(String id) {
    BackupNow.Result result =
        useCases.backupNow().request(id, FakeWorld.machineId("a"), "request-1", FakeWorld.SOMEBODY);
    assertThat(result).isInstanceOf(BackupNow.Result.Accepted.class);
    return ((BackupNow.Result.Accepted) result).order();
  }

  private List<BackupOrder> tick(String run) {
    return useCases.backupTick().tick(run).orders();
  }

  private void run(List<BackupOrder> orders) {
    orders.forEach(order -> useCases.backupMachine().deliver(order, 1));
  }
}
