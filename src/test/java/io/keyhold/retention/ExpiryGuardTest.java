package io.keyhold.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Code;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.Problem;
import io.keyhold.fake.FakeWorld;
import io.keyhold.retention.Aged.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that would mark far more than was completed stops, and somebody may let it go on. */
class ExpiryGuardTest {

  private static final Policy DAILY = Aged.policy("daily", 30, 1);

  private final FakeWorld world = new FakeWorld();
  private final Aged aged = new Aged(world);
  private int runs;

  ExpiryGuardTest() {
    world.policiesAre(new Policies.Reading.Valid(new PolicyBook(List.of(DAILY))));
  }

  @Test
  void tenPointsGoWithoutAnyHavingBeenCompleted() {
    due(10);
    assertThat(expire().expiring()).hasSize(10);
  }

  @Test
  void anEleventhStopsTheFirstRunEverAndNothingIsMarked() {
    due(11);
    ExpiryReport report = expire();
    assertThat(report.problems()).extracting(Problem::code).containsExactly(Code.EXPIRY_STOPPED);
    assertThat(report.expiring()).isEmpty();
    assertThat(marked()).isZero();
    ExpiryDesk.Stopped stopped = view().stopped().getFirst();
    assertThat(stopped.run()).isEqualTo("expire-1");
    assertThat(stopped.points()).isEqualTo(11);
    assertThat(stopped.completed()).isZero();
    assertThat(stopped.sample()).hasSize(11);
    assertThat(view().last().orElseThrow().stopped()).isTrue();
    assertThat(report.problems().getFirst().remedy()).contains("PUT /api/expiry/expire-1");
  }

  @Test
  void twiceWhatWasCompletedSinceTheLastRunGoesAndOneMoreStops() {
    expire();
    world.advance(Duration.ofDays(1));
    for (int machine = 0; machine < 6; machine++) {
      aged.point("new-" + machine, DAILY, 0, Ending.COMPLETE);
    }
    due(13);
    ExpiryReport report = expire();
    assertThat(report.expiring()).isEmpty();
    assertThat(view().stopped().getFirst().completed()).isEqualTo(6);

    aged.point("new-7", DAILY, 0, Ending.COMPLETE);
    assertThat(expire().expiring()).as("they are completed before the stopped run").isEmpty();
    world.advance(Duration.ofDays(1));
    for (int machine = 10; machine < 17; machine++) {
      aged.point("new-" + machine, DAILY, 0, Ending.COMPLETE);
    }
    assertThat(expire().expiring()).hasSize(13);
    assertThat(view().stopped()).as("what stopped is over").isEmpty();
  }

  @Test
  void whatWasCompletedLongAfterItsSlotCountsToo() {
    for (int machine = 0; machine < 8; machine++) {
      aged.point("slow-" + machine, DAILY, world.clock.instant().minusSeconds(60), Ending.COMPLETE);
    }
    expire();
    due(12);
    world.advance(Duration.ofDays(1));
    assertThat(expire().expiring()).as("completed two minutes after the last run").hasSize(12);
  }

  @Test
  void takenAndRefusedPointsAreNotCompleted() {
    expire();
    world.advance(Duration.ofDays(1));
    for (int machine = 0; machine < 20; machine++) {
      aged.point("t-" + machine, DAILY, 0, machine < 10 ? Ending.TAKEN : Ending.REFUSED);
    }
    due(11);
    assertThat(expire().expiring()).isEmpty();
  }

  @Test
  void aReleasedRunGoesOnOnceAndNotBeyondItsNumber() {
    due(15);
    expire();
    assertThat(desk().release("expire-1", FakeWorld.SOMEBODY))
        .isInstanceOf(ExpiryDesk.Answer.Accepted.class);
    assertThat(desk().release("expire-1", FakeWorld.SOMEBODY))
        .as("the same answer")
        .isEqualTo(desk().release("expire-1", FakeWorld.SOMEBODY));
    for (int machine = 100; machine < 130; machine++) {
      due(machine, 1);
    }
    assertThat(expire().expiring()).hasSize(15);
    assertThat(marked()).isEqualTo(15);
    ExpiryReport third = expire();
    assertThat(third.expiring()).isEmpty();
    assertThat(third.problems()).extracting(Problem::code).containsExactly(Code.EXPIRY_STOPPED);
    assertThat(view().released().orElseThrow().left()).isZero();
    assertThat(
            ((ExpiryDesk.Answer.Accepted) desk().release("expire-1", FakeWorld.SOMEBODY))
                .released()
                .left())
        .as("released once, used once")
        .isZero();
    assertThat(expire().expiring()).isEmpty();
  }

  @Test
  void onlyARunThatStoppedCanBeReleased() {
    due(3);
    expire();
    assertThat(desk().release("expire-1", FakeWorld.SOMEBODY))
        .isInstanceOfSatisfying(
            ExpiryDesk.Answer.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo(Code.NOT_FOUND));
  }

  @Test
  void anEarlierStoppedRunCanBeReleasedAsWell() {
    due(12);
    expire();
    expire();
    assertThat(view().stopped())
        .extracting(ExpiryDesk.Stopped::run)
        .containsExactly("expire-2", "expire-1");
    desk().release("expire-1", FakeWorld.SOMEBODY);
    assertThat(expire().expiring()).hasSize(12);
    assertThat(view().stopped()).isEmpty();
  }

  @Test
  void aReleaseThatIsNotNeededAnyMoreIsUsedUpAllTheSame() {
    due(12);
    expire();
    desk().release("expire-1", FakeWorld.SOMEBODY);
    world.policiesAre(
        new Policies.Reading.Valid(new PolicyBook(List.of(Aged.policy("daily", 90, 1)))));
    assertThat(expire().expiring()).isEmpty();
    world.policiesAre(new Policies.Reading.Valid(new PolicyBook(List.of(DAILY))));
    assertThat(expire().expiring()).isEmpty();
    assertThat(marked()).isZero();
  }

  @Test
  void aRunThatFoundNoTimeForEverythingIsGoneOnWithAndBothCountAsOne() {
    due(8);
    world.catalogue.onRead(() -> world.advance(Duration.ofSeconds(25)));
    ExpiryReport first = expire();
    assertThat(first.expiring()).isNotEmpty().hasSizeLessThan(8);
    assertThat(view().last().orElseThrow().whole()).isFalse();
    world.catalogue.onRead(() -> {});
    due(50, 8);
    ExpiryReport second = expire();
    assertThat(second.expiring()).as("ten of both together").isEmpty();
    assertThat(second.problems()).extracting(Problem::code).contains(Code.EXPIRY_STOPPED);
  }

  @Test
  void aRecordThatCannotBeReadStopsEverything() {
    due(2);
    world.documents.put("expiry/last", "{");
    ExpiryReport report = expire();
    assertThat(report.expiring()).isEmpty();
    assertThat(report.problems()).extracting(Problem::code).containsExactly(Code.CLOUD_ERROR);
  }

  private void due(int count) {
    due(0, count);
  }

  /** So many machines, each with one point that is to go and one that stays. */
  private void due(int first, int count) {
    for (int machine = first; machine < first + count; machine++) {
      String name = "m-" + machine;
      aged.point(name, DAILY, 40, Ending.COMPLETE);
      aged.point(name, DAILY, 20, Ending.COMPLETE);
    }
  }

  private ExpiryReport expire() {
    return world.useCases().expire().expire("expire-" + ++runs);
  }

  private ExpiryDesk desk() {
    return world.useCases().expiry();
  }

  private ExpiryDesk.View view() {
    return desk().view();
  }

  private long marked() {
    return world.catalogue.all(java.util.Optional.empty(), 1_000).points().stream()
        .filter(id -> state(id) == PointState.EXPIRING)
        .count();
  }

  private PointState state(PointId id) {
    return world.catalogue.read(id).point().orElseThrow().state();
  }
}
