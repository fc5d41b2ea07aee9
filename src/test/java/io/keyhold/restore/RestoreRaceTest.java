package io.keyhold.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Made;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Progress;
import io.keyhold.domain.Tags;
import io.keyhold.domain.VirtualMachines;
import io.keyhold.fake.FakeWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Restores that meet, are cancelled in any step, or whose process dies: one effect, one answer. */
class RestoreRaceTest {

  /** More steps than a restore of this machine has, and more calls than it makes. */
  private static final int STEPS = 9;

  private static final int CALLS = 130;

  static IntStream calls() {
    return IntStream.range(0, CALLS);
  }

  private final Twins twins = Twins.ofAZonalMachine();

  @Test
  void twoRestoresWithOneIdAndDifferentBodiesHaveOneEffectAndOneProblem() {
    twins.accept("r1", twins.request("twin"));

    RestoreDesk.Acceptance other =
        twins.useCases.restores().accept("r1", twins.request("other"), FakeWorld.SOMEBODY);

    assertThat(other)
        .isInstanceOfSatisfying(
            RestoreDesk.Acceptance.IdInUse.class,
            inUse -> assertThat(inUse.problem().code()).isEqualTo(Code.ID_IN_USE));
    twins.run("r1");
    assertThat(twins.world.virtualMachines.all()).containsExactly(Twins.machine("twin"));
  }

  @Test
  void aRestoreIntoTheNamesOfAnotherThatRunsIsForbidden() {
    twins.accept("r1", twins.request("twin"));
    twins.useCases.restoreRunner().advance("r1");

    RestoreDesk.Acceptance other =
        twins.useCases.restores().accept("r2", twins.request("twin"), FakeWorld.SOMEBODY);

    assertThat(other)
        .isInstanceOfSatisfying(
            RestoreDesk.Acceptance.Forbidden.class,
            forbidden ->
                assertThat(forbidden.result().problems())
                    .extracting(Problem::code)
                    .containsExactly(Code.NAME_TAKEN));
  }

  @Test
  void ofTwoThatWereAcceptedForOneNameAtOnceTheFirstToBeginMakesEverything() {
    twins.accept("r1", twins.request("twin"));
    twins.accept("r2", twins.request("twin"));

    twins.useCases.restoreRunner().advance("r2");
    Restore first = twins.run("r1");
    Restore second = twins.run("r2");

    assertThat(first.state()).isEqualTo(Restore.State.FAILED);
    assertThat(first.problem()).map(Problem::code).contains(Code.NAME_TAKEN);
    assertThat(second.state()).isEqualTo(Restore.State.SUCCEEDED);
    assertThat(twins.world.disks.created())
        .hasSize(2)
        .allSatisfy(disk -> assertThat(disk.tags()).containsEntry(Tags.RESTORE, "r2"));
  }

  @Test
  void theNamesOfARestoreThatWasCancelledCanBeUsedAgain() {
    twins.accept("r1", twins.request("twin"));
    twins.useCases.restoreRunner().advance("r1");
    twins.useCases.restores().cancel("r1", FakeWorld.SOMEBODY);
    twins.run("r1");

    twins.accept("r2", twins.request("twin"));

    assertThat(twins.run("r2").state()).isEqualTo(Restore.State.SUCCEEDED);
    twins.useCases.restoreRunner().advance("r1");
    assertThat(twins.world.virtualMachines.all()).containsExactly(Twins.machine("twin"));
  }

  @Test
  void manyRestoresAtOnceDoNotTouchOneAnother() {
    List<String> ids = IntStream.range(0, 8).mapToObj(number -> "r" + number).toList();
    ids.forEach(id -> twins.accept(id, twins.request("twin-" + id)));
    twins.useCases.restores().cancel("r3", FakeWorld.SOMEBODY);
    for (int round = 0; round < STEPS; round++) {
      ids.forEach(id -> twins.useCases.restoreRunner().advance(id));
    }
    assertThat(ids).allSatisfy(id -> assertThat(twins.find(id).state().isTerminal()).isTrue());
    assertThat(twins.find("r3").state()).isEqualTo(Restore.State.CANCELED);
    assertThat(twins.world.virtualMachines.all()).hasSize(7);
    assertThat(twins.world.disks.all()).hasSize(14);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void cancelledInEachOfItsStepsARestoreLeavesNothing(int steps) {
    twins.world.disks.slow(1);
    twins.world.virtualMachines.slow(1);
    twins.accept("r1", twins.request("twin"));
    for (int step = 0; step < steps; step++) {
      twins.useCases.restoreRunner().advance("r1");
    }

    assertThat(twins.useCases.restores().cancel("r1", FakeWorld.SOMEBODY))
        .isInstanceOf(RestoreDesk.Cancellation.Accepted.class);
    Restore restore = twins.run("r1");

    assertThat(restore.state()).isEqualTo(Restore.State.CANCELED);
    assertThat(restore.steps().get(restore.steps().size() - 1).what())
        .isEqualTo("what was made is removed");
    twins.assertNothingIsLeft();
  }

  @Test
  void whatCarriesAnotherTagIsNotRemoved() {
    twins.accept("r1", twins.request("twin"));
    twins.useCases.restoreRunner().advance("r1");
    Made foreign = new Made(Progress.READY, Map.of(Tags.RESTORE, "other"));
    twins.world.nics.put(Twins.nic("twin-nic"), foreign);

    Restore restore = twins.run("r1");

    assertThat(restore.state()).isEqualTo(Restore.State.FAILED);
    assertThat(restore.problem()).map(Problem::code).contains(Code.NAME_TAKEN);
    assertThat(twins.world.nics.all()).containsExactly(Twins.nic("twin-nic"));
    assertThat(twins.world.disks.all()).isEmpty();
  }

  @Test
  void aCleanUpThatIsRefusedIsTriedAgainUntilNothingIsLeft() {
    twins.accept("r1", twins.request("twin"));
    twins.useCases.restoreRunner().advance("r1");
    twins.useCases.restores().cancel("r1", FakeWorld.SOMEBODY);
    twins.world.disks.script().failAlways(Code.CLOUD_REFUSED);
    failing(() -> twins.run("r1"));
    assertThat(twins.find("r1").state()).isEqualTo(Restore.State.RUNNING);
    assertThat(twins.useCases.restoreStore().open()).containsExactly("r1");

    twins.world.disks.script().recover();

    assertThat(twins.run("r1").state()).isEqualTo(Restore.State.CANCELED);
    twins.assertNothingIsLeft();
  }

  @Test
  void whatARunnerMakesThatWasSlowerThanTheCancellationIsRemovedByTheTimer() {
    twins.accept("r1", twins.request("twin"));
    twins.useCases.restoreRunner().advance("r1");
    twins.useCases.restores().cancel("r1", FakeWorld.SOMEBODY);
    assertThat(twins.run("r1").state()).isEqualTo(Restore.State.CANCELED);
    assertThat(twins.useCases.restoreStore().open()).containsExactly("r1");
    // The slow one had noted its step before, makes the thing now, and dies.
    twins.world.virtualMachines.put(
        Twins.machine("twin"),
        new VirtualMachines.Status(
            new Made(Progress.READY, Map.of(Tags.RESTORE, "r1")), false, Optional.empty()));
    twins.world.nics.put(
        Twins.nic("twin-nic"), new Made(Progress.READY, Map.of(Tags.RESTORE, "r1")));

    twins.world.advance(Duration.ofMinutes(5));
    twins.useCases.restoreRunner().advance("r1");

    twins.assertNothingIsLeft();
    twins.world.advance(Duration.ofMinutes(16));
    twins.useCases.restoreRunner().advance("r1");
    assertThat(twins.useCases.restoreStore().open()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aRunnerThatDiesAtAnyCallIsFollowedByOneThatFinishes(int calls) {
    twins.world.disks.slow(1);
    twins.world.virtualMachines.slow(1);
    twins.accept("r1", twins.request("twin"));
    dieAfter(calls);

    assertThat(twins.run("r1").state()).isEqualTo(Restore.State.SUCCEEDED);
    assertThat(twins.world.virtualMachines.all()).containsExactly(Twins.machine("twin"));
    assertThat(twins.world.nics.all()).containsExactly(Twins.nic("twin-nic"));
    assertThat(twins.world.disks.all()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aRunnerThatDiesAtAnyCallAndIsCancelledThenLeavesNothing(int calls) {
    twins.world.disks.slow(1);
    twins.world.virtualMachines.slow(1);
    twins.accept("r1", twins.request("twin"));
    dieAfter(calls);
    boolean finished = twins.find("r1").state() == Restore.State.SUCCEEDED;

    RestoreDesk.Cancellation answer = twins.useCases.restores().cancel("r1", FakeWorld.SOMEBODY);
    twins.run("r1");

    if (finished) {
      assertThat(answer).isInstanceOf(RestoreDesk.Cancellation.Refused.class);
      assertThat(twins.world.virtualMachines.all()).hasSize(1);
    } else {
      assertThat(twins.find("r1").state()).isEqualTo(Restore.State.CANCELED);
      twins.assertNothingIsLeft();
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aRunnerThatDiesWhileItCleansUpIsFollowedByOneThatLeavesNothing(int calls) {
    twins.accept("r1", twins.request("twin"));
    IntStream.range(0, 4).forEach(step -> twins.useCases.restoreRunner().advance("r1"));
    twins.useCases.restores().cancel("r1", FakeWorld.SOMEBODY);
    dieAfter(calls);

    assertThat(twins.run("r1").state()).isEqualTo(Restore.State.CANCELED);
    twins.assertNothingIsLeft();
  }

  @Test
  void theRangeOfCallsCoversAWholeRestore() {
    twins.world.disks.slow(1);
    twins.world.virtualMachines.slow(1);
    twins.accept("r1", twins.request("twin"));
    twins.world.dieAfter(CALLS - 1);
    assertThat(twins.run("r1").state()).isEqualTo(Restore.State.SUCCEEDED);
  }

  /** The process works for so many calls of the cloud, all kinds together, and is gone then. */
  private void dieAfter(int calls) {
    twins.world.dieAfter(calls);
    failing(() -> twins.run("r1"));
    twins.world.recover();
  }

  private static void failing(Runnable work) {
    try {
      work.run();
    } catch (CloudFailure asScripted) {
      // The one that comes next finds what is there.
    }
  }
}
