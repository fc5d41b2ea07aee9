package io.keyhold.retention;

import static io.keyhold.fake.Rounds.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.domain.Due;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Snapshots.Snapshot;
import io.keyhold.fake.FakeWorld;
import io.keyhold.fake.Script;
import io.keyhold.restore.RestoreDesk;
import io.keyhold.restore.RestoreRequest;
import io.keyhold.retention.Aged.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What expiry marks, keeps and deletes, and what it never touches. */
class ExpireTest {

  private static final Policy DAILY = Aged.policy("daily", 30, 3);
  private static final Duration FORTNIGHT = Duration.ofDays(14);

  private final FakeWorld world = new FakeWorld();
  private final Aged aged = new Aged(world);
  private int runs;

  ExpireTest() {
    today(DAILY);
  }

  @Test
  void aPointThatHasAgedIsMarkedAndFourteenDaysLaterDeletedWithItsCopies() {
    PointId old = aged.point("a", DAILY, 31, Ending.COPIED);
    newest("a", DAILY);
    ExpiryReport marked = expire();
    assertThat(marked.expiring()).containsExactly(old);
    assertThat(marked.deleted()).isEmpty();
    assertThat(point(old).state()).isEqualTo(PointState.EXPIRING);
    assertThat(point(old).deleteAfter()).contains(world.clock.instant().plus(FORTNIGHT));
    world.advance(FORTNIGHT.minusSeconds(1));
    assertThat(expire().expired()).isEmpty();
    assertThat(exists(Aged.copyId(old))).isTrue();

    world.advance(Duration.ofSeconds(1));
    ExpiryReport report = expire();

    assertThat(report.expired()).containsExactly(old);
    assertThat(report.problems()).isEmpty();
    assertThat(report.deleted()).containsExactly(Aged.copyId(old), Aged.sourceId(DAILY, old));
    assertThat(exists(Aged.copyId(old)) || exists(Aged.sourceId(DAILY, old))).isFalse();
    assertThat(words(point(old)))
        .containsExactly("gated", "taken", "copyGated", "completed", "expiring", "expired");
    assertThat(world.catalogue.withState(PointState.EXPIRED)).containsExactly(old);
    for (PointState past :
        List.of(PointState.TAKEN, PointState.COPYING, PointState.COMPLETE, PointState.EXPIRING)) {
      assertThat(world.catalogue.withState(past)).as(past.word()).doesNotContain(old);
    }
    assertThat(dues(old)).isEmpty();
    assertThat(world.snapshots.all()).hasSize(3);
  }

  @Test
  void refusedFailedHeldAndOpenSlotsLetNoGoodPointAgeOut() {
    PointId one = aged.point("a", DAILY, 60, Ending.COMPLETE);
    PointId two = aged.point("a", DAILY, 61, Ending.TAKEN);
    PointId three = aged.point("a", DAILY, 62, Ending.COMPLETE);
    PointId four = aged.point("a", DAILY, 63, Ending.COMPLETE);
    for (int day = 0; day < 40; day++) {
      aged.point("a", DAILY, day, noGood(day));
    }
    assertThat(expire().expiring()).containsExactly(four);
    assertThat(List.of(one, two, three))
        .allSatisfy(id -> assertThat(point(id).state()).isNotEqualTo(PointState.EXPIRING));
  }

  private static Ending noGood(int day) {
    return List.of(Ending.REFUSED, Ending.FAILED, Ending.HELD, Ending.GATED).get(day % 4);
  }

  @Test
  void theLastPointWhoseKeysWereAllAvailableStays() {
    PointId proven = aged.point("a", DAILY, 90, Ending.COMPLETE);
    PointId older = aged.point("a", DAILY, 91, Ending.COMPLETE);
    for (int day = 1; day < 6; day++) {
      aged.point("a", DAILY, day, Ending.UNPROVEN);
    }
    assertThat(expire().expiring()).containsExactly(older);

    aged.point("a", DAILY, 0, Ending.COMPLETE);
    assertThat(expire().expiring()).containsExactly(proven);
  }

  @Test
  void aMachineUnderTwoPoliciesIsCountedOnce() {
    Policy weekly = Aged.policy("weekly", 10, 1);
    PointId aged1 = aged.point("a", weekly, 11, Ending.COMPLETE);
    PointId aged2 = aged.point("a", weekly, 12, Ending.COMPLETE);
    PointId aged3 = aged.point("a", weekly, 13, Ending.COMPLETE);
    aged.point("a", DAILY, 1, Ending.COMPLETE);
    aged.point("other", DAILY, 1, Ending.COMPLETE);
    assertThat(expire().expiring())
        .as("the newest point's policy asks for three, of either policy")
        .containsExactly(aged3);
    assertThat(point(aged1).state()).isEqualTo(PointState.COMPLETE);
    assertThat(point(aged2).state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void aRunningCopyAndARunningRestoreProtect() {
    PointId copying = aged.point("a", DAILY, 40, Ending.COPYING);
    PointId old = aged.point("a", DAILY, 41, Ending.COMPLETE);
    newest("a", DAILY);
    assertThat(expire().expiring()).containsExactly(old);
    assertThat(point(copying).state()).isEqualTo(PointState.COPYING);

    world.keys.available(io.keyhold.domain.contract.Samples.secret("kv-prod", "bek", 1));
    world.keys.available(io.keyhold.domain.contract.Samples.key("kv-prod", "kek", 1));
    world.advance(FORTNIGHT);
    restore(old);
    ExpiryReport report = expire();

    assertThat(report.kept()).containsExactly(old);
    assertThat(report.deleted()).isEmpty();
    assertThat(point(old).state()).isEqualTo(PointState.COMPLETE);
    world.useCases().restoreRunner().run("r-1");
    assertThat(expire().expiring()).containsExactly(old);
    world.advance(FORTNIGHT);
    assertThat(expire().expired()).containsExactly(old);
  }

  private void restore(PointId id) {
    assertThat(
            world
                .useCases()
                .restores()
                .accept(
                    "r-1",
                    new RestoreRequest(
                        id,
                        RestoreRequest.Mode.DISKS,
                        List.of(),
                        new RestoreRequest.Target(
                            Optional.empty(),
                            "restored",
                            "r",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())),
                    FakeWorld.SOMEBODY))
        .isInstanceOf(RestoreDesk.Acceptance.Accepted.class);
  }

  @Test
  void aRestoreThatIsAcceptedJustAsThePointExpiresStillFindsItsSnapshots() {
    PointId old = expiring();
    world.catalogue.beforeNextAppend(() -> world.documents.put("restores-open/r-2", "r-2"));
    assertThat(expire().expired()).containsExactly(old);
    assertThat(exists(Aged.sourceId(DAILY, old))).isTrue();

    world.documents.remove("restores-open/r-2");
    assertThat(expire().deleted()).containsExactly(Aged.sourceId(DAILY, old));
  }

  @Test
  void aLongerKeepKeepsWhatIsExpiringAtOnceAndAShorterOneHoldsForNewPointsOnly() {
    PointId old = expiring(Duration.ofDays(3));
    today(Aged.policy("daily", 90, 3));
    assertThat(expire().kept()).containsExactly(old);
    assertThat(words(point(old))).endsWith("expiring", "kept");
    assertThat(point(old).state()).isEqualTo(PointState.COMPLETE);
    assertThat(expire().expiring()).isEmpty();

    today(Aged.policy("daily", 1, 1));
    ExpiryReport report = expire();
    assertThat(report.expiring()).as("its own thirty days are over").containsExactly(old);
    world.advance(FORTNIGHT);
    assertThat(expire().expired()).containsExactly(old);
  }

  @Test
  void aLargerAtLeastOfTodayKeepsWhenItsTimeIsOver() {
    PointId old = expiring();
    today(Aged.policy("daily", 30, 4));
    ExpiryReport report = expire();
    assertThat(report.kept()).containsExactly(old);
    assertThat(report.deleted()).isEmpty();
  }

  @Test
  void withoutReadablePoliciesNothingIsMarkedOrDeletedAndWhatHasExpiredIsFinished() {
    PointId old = expiring();
    PointId aged2 = aged.point("a", DAILY, 50, Ending.COMPLETE);
    world.policiesAre(new Policies.Reading.Invalid(List.of("one: is wrong")));
    ExpiryReport report = expire();
    assertThat(report.problems()).extracting(Problem::code).containsExactly(Code.POLICIES_INVALID);
    assertThat(report.expired()).isEmpty();
    assertThat(report.expiring()).isEmpty();
    assertThat(point(aged2).state()).isEqualTo(PointState.COMPLETE);

    today(DAILY);
    world.snapshots.script().failAlways(Code.SCOPE_LOCKED);
    assertThat(expire().expired()).containsExactly(old);
    world.snapshots.script().recover();
    world.policiesAre(
        new Policies.Reading.Unreadable(new Problem(Code.POLICIES_UNREADABLE, "x", "gone")));
    assertThat(expire().deleted()).containsExactly(Aged.sourceId(DAILY, old));
  }

  @Test
  void aLockIsReportedAndTheRestGoesOnAndTheSweepFinishes() {
    PointId one = aged.point("a", DAILY, 31, Ending.COMPLETE);
    PointId two = aged.point("b", DAILY, 32, Ending.COMPLETE);
    newest("a", DAILY);
    newest("b", DAILY);
    expire();
    world.advance(FORTNIGHT);
    world.snapshots.script().failNext(Code.SCOPE_LOCKED);

    ExpiryReport report = expire();

    assertThat(report.expired()).containsExactlyInAnyOrder(one, two);
    assertThat(report.problems()).extracting(Problem::code).containsExactly(Code.SCOPE_LOCKED);
    assertThat(report.deleted()).hasSize(1);
    assertThat(world.useCases().sweep().sweep("sweep-1").deleted()).hasSize(1);
    assertThat(exists(Aged.sourceId(DAILY, one)) || exists(Aged.sourceId(DAILY, two))).isFalse();
  }

  @Test
  void whatIsNotThePointsIsLeftAndReportedEachTime() {
    PointId old = expiring();
    aged.put(Aged.sourceId(DAILY, old), old, "somebody else's");
    for (int run = 0; run < 2; run++) {
      ExpiryReport report = expire();
      assertThat(report.deleted()).isEmpty();
      assertThat(report.problems())
          .extracting(Problem::code)
          .containsExactly(Code.SNAPSHOT_NOT_OURS);
    }
    assertThat(exists(Aged.sourceId(DAILY, old))).isTrue();
    world.snapshots.remove(Aged.sourceId(DAILY, old));
    assertThat(expire().problems()).isEmpty();
    assertThat(dues(old)).isEmpty();
  }

  @Test
  void aSourceIsNotLetGoWhileACopyOfItRunsThatCannotBeDeleted() {
    PointId old = aged.point("a", DAILY, 31, Ending.COPIED);
    newest("a", DAILY);
    expire();
    world.advance(FORTNIGHT);
    world.snapshots.copyIs(Aged.copyId(old), new Snapshots.CopyState.Running(Optional.of(40.0)));
    Script script = world.snapshots.script();
    int before = script.calls().size();
    script.dieAfter(1);
    expire();
    script.recover();

    assertThat(script.calls().subList(before, script.calls().size()))
        .noneMatch(call -> call.equals("delete " + Aged.sourceId(DAILY, old)));
    assertThat(exists(Aged.sourceId(DAILY, old))).isTrue();
    assertThat(expire().deleted()).containsExactly(Aged.copyId(old), Aged.sourceId(DAILY, old));
  }

  @Test
  void aBrokenChainIsLeftAndSaidAndCountsForNothing() {
    PointId old = aged.point("a", DAILY, 40, Ending.COMPLETE);
    PointId broken = aged.point("a", DAILY, 1, Ending.COMPLETE);
    aged.point("a", DAILY, 2, Ending.COMPLETE);
    aged.point("a", DAILY, 3, Ending.COMPLETE);
    world.catalogue.breakChain(broken);
    ExpiryReport report = expire();
    assertThat(report.expiring()).isEmpty();
    assertThat(report.problems()).extracting(Problem::code).containsExactly(Code.CHAIN_BROKEN);
    assertThat(point(old).state()).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void twoRunsAtOnceHaveOneEffect() {
    PointId old = aged.point("a", DAILY, 31, Ending.COMPLETE);
    newest("a", DAILY);
    world.catalogue.beforeNextAppend(this::expire);
    assertThat(expire().expiring()).isEmpty();
    world.advance(FORTNIGHT);
    world.catalogue.beforeNextAppend(this::expire);
    assertThat(expire().expired()).isEmpty();
    assertThat(words(point(old)))
        .containsExactly("gated", "taken", "completed", "expiring", "expired");
    assertThat(exists(Aged.sourceId(DAILY, old))).isFalse();
    assertThat(expire().problems()).isEmpty();
  }

  @Test
  void aRunThatDiesAtAnyCallIsFinishedByTheNextOneAndDeletesNothingBeforeItsEvent() {
    for (int calls = 0; calls < 40; calls++) {
      for (int port = 0; port < 3; port++) {
        new ExpireTest().diesAfter(calls, port);
      }
    }
  }

  private void diesAfter(int calls, int port) {
    PointId old = aged.point("a", DAILY, 31, Ending.COPIED);
    PointId second = aged.point("a", DAILY, 30, Ending.COMPLETE);
    newest("a", DAILY);
    Script script =
        List.of(world.catalogue.script(), world.snapshots.script(), world.documents.script())
            .get(port);
    script.dieAfter(calls);
    expire();
    script.recover();
    assertThat(world.snapshots.all()).as("nothing is deleted by what marks").hasSize(6);
    expire();
    assertThat(point(old).state()).isEqualTo(PointState.EXPIRING);
    assertThat(point(second).state()).isEqualTo(PointState.EXPIRING);
    world.advance(FORTNIGHT);
    script.dieAfter(calls);
    expire();
    script.recover();
    if (world.snapshots.all().size() < 6) {
      assertThat(
              point(old).state() == PointState.EXPIRED
                  || point(second).state() == PointState.EXPIRED)
          .isTrue();
    }
    expire();
    assertThat(point(old).state()).isEqualTo(PointState.EXPIRED);
    assertThat(point(second).state()).isEqualTo(PointState.EXPIRED);
    assertThat(world.snapshots.all()).as("after %d calls", calls).hasSize(3);
    assertThat(dues(old)).isEmpty();
    assertThat(dues(second)).isEmpty();
  }

  /**
   * What is not due is not even listed, and of what a longer keep of today holds nothing is read.
   */
  @Test
  void aRunAsksForNoMoreThanItsTimeHasComeFor() {
    for (int machine = 0; machine < 100; machine++) {
      aged.point("m" + machine, DAILY, 29, Ending.COMPLETE);
      aged.point("m" + machine, DAILY, 1, Ending.COMPLETE);
    }
    assertThat(callsOf(this::expire)).isLessThanOrEqualTo(2);

    today(Aged.policy("daily", 60, 1));
    world.advance(Duration.ofDays(3));
    List<String> calls = world.catalogue.script().calls();
    expire();
    assertThat(world.catalogue.script().calls().subList(calls.size(), calls.size() + 3))
        .allMatch(call -> call.startsWith("due "));
    assertThat(world.catalogue.script().calls().stream().filter(call -> call.startsWith("read ")))
        .hasSize((int) calls.stream().filter(call -> call.startsWith("read ")).count());
  }

  /** Two reads of the point, and of newer ones no more than it takes, whatever there is. */
  @Test
  void aPointThatGoesCostsTheSameHoweverManyItsMachineHas() {
    aged.point("a", DAILY, 31, Ending.COMPLETE);
    for (int day = 0; day < 25; day++) {
      aged.point("a", DAILY, day, Ending.COMPLETE);
    }
    int calls = callsOf(() -> assertThat(expire().expiring()).hasSize(1));
    assertThat(calls).isLessThanOrEqualTo(20);
  }

  private int callsOf(Runnable work) {
    int before = world.catalogue.script().calls().size();
    work.run();
    return world.catalogue.script().calls().size() - before;
  }

  @Test
  void aClockThatStepsBackDeletesNothingEarly() {
    PointId old = aged.point("a", DAILY, 31, Ending.COMPLETE);
    newest("a", DAILY);
    expire();
    world.advance(Duration.ofDays(-10));
    ExpiryReport report = expire();
    assertThat(report.deleted()).isEmpty();
    world.advance(Duration.ofDays(10));
    assertThat(expire().deleted()).isEmpty();
    assertThat(exists(Aged.sourceId(DAILY, old))).isTrue();
  }

  /** A point of machine a that is expiring and whose fourteen days are over. */
  private PointId expiring() {
    return expiring(FORTNIGHT);
  }

  private PointId expiring(Duration since) {
    PointId old = aged.point("a", DAILY, 31, Ending.COMPLETE);
    newest("a", DAILY);
    assertThat(expire().expiring()).containsExactly(old);
    world.advance(since);
    return old;
  }

  private void newest(String vm, Policy policy) {
    for (int day = 0; day < 3; day++) {
      aged.point(vm, policy, day, Ending.COMPLETE);
    }
  }

  private void today(Policy... policies) {
    world.policiesAre(new Policies.Reading.Valid(new PolicyBook(List.of(policies))));
  }

  private ExpiryReport expire() {
    return world.useCases().expire().expire("expire-" + ++runs);
  }

  private RecoveryPoint point(PointId id) {
    return world.catalogue.read(id).point().orElseThrow();
  }

  private boolean exists(ArmId snapshot) {
    return world.snapshots.all().stream().map(Snapshot::id).anyMatch(snapshot::equals);
  }

  private List<Due> dues(PointId id) {
    List<Due> dues = new ArrayList<>();
    for (Due.What what : Due.What.values()) {
      new Dues(world.catalogue, world.clock)
          .forEach(
              what,
              world.clock.instant().plus(Duration.ofDays(9_000)),
              world.clock.instant(),
              due -> {
                if (due.point().equals(id)) {
                  dues.add(due);
                }
                return true;
              });
    }
    return dues;
  }
}
