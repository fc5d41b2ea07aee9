package io.keyhold.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.fake.FakeWorld;
import io.keyhold.fake.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is marked again, what is left alone, and what is said of points that cannot be read. */
class RebuildIndexTest {

  private final FakeWorld world = Rounds.holding();
  private final Rounds rounds = new Rounds(world);

  private RebuildIndex.Progress rebuilt() {
    return world.useCases().rebuildIndex().from(Optional.empty());
  }

  @Test
  void aHeldPointThatTheIndexLostIsPromotedAndSweptAsBefore() {
    PointId held = rounds.tick("tick-1").getFirst().id();
    world.catalogue.forgetIndex();
    world.advance(Duration.ofDays(7));
    assertThat(rounds.sweep().abandoned()).as("nobody knows of it").isEmpty();

    RebuildIndex.Progress done = rebuilt();

    assertThat(done.points()).isEqualTo(1);
    assertThat(done.written()).isEqualTo(1);
    assertThat(done.continuation()).isEmpty();
    assertThat(rounds.sweep().abandoned()).containsExactly(held);
  }

  @Test
  void aWholeIndexIsLeftAsItIs() {
    rounds.tick("tick-1");
    assertThat(rebuilt().written()).isZero();
    assertThat(rebuilt().problems()).isEmpty();
  }

  @Test
  void whatTheSweepWouldTakeAwayIsNotWrittenAgain() {
    PointId held = rounds.tick("tick-1").getFirst().id();
    world.catalogue.forgetIndex();
    rebuilt();
    assertThat(world.catalogue.withState(PointState.GATED))
        .as("a writer may still be at work")
        .containsExactly(held);
    world.catalogue.forgetIndex();
    world.advance(Duration.ofHours(2));

    rebuilt();

    assertThat(world.catalogue.withState(PointState.GATED)).isEmpty();
    assertThat(world.catalogue.withState(PointState.HELD)).containsExactly(held);
  }

  @Test
  void aBrokenChainIsReportedMarkedAsFarAsItGoesAndHoldsUpNoOtherPoint() {
    PointId broken = rounds.tick("tick-1").getFirst().id();
    world.advance(Duration.ofDays(1));
    PointId sound = rounds.tick("tick-2").getFirst().id();
    world.catalogue.breakChain(broken);
    world.catalogue.forgetIndex();

    RebuildIndex.Progress done = rebuilt();

    assertThat(done.points()).isEqualTo(2);
    assertThat(done.problems())
        .extracting(Problem::code, Problem::subject)
        .containsExactly(tuple(Code.CHAIN_BROKEN, broken.value()));
    assertThat(world.catalogue.withState(PointState.HELD)).containsExactly(sound);
    assertThat(world.catalogue.withState(PointState.GATED)).contains(broken);
  }

  @Test
  void aCallEndsAfterAMinuteAndTheNextOneGoesOn() {
    Set<PointId> all = new HashSet<>();
    for (int day = 0; day < 230; day++) {
      all.add(rounds.tick("tick-" + day).getFirst().id());
      world.advance(Duration.ofDays(1));
    }
    world.catalogue.forgetIndex();
    AtomicInteger seconds = new AtomicInteger();
    Instant start = world.clock.instant();
    RebuildIndex slow =
        new RebuildIndex(
            world.catalogue, world.documents, () -> start.plusSeconds(seconds.incrementAndGet()));
    int points = 0;
    int calls = 0;
    Optional<String> from = Optional.empty();
    do {
      RebuildIndex.Progress done = slow.from(from);
      points += done.points();
      from = done.continuation();
      calls++;
    } while (from.isPresent());
    assertThat(points).isEqualTo(230);
    assertThat(calls).as("a page each, for one takes longer than a minute").isEqualTo(3);
    assertThat(world.catalogue.withState(PointState.HELD)).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aStoreThatCannotBeAskedIsSaidBeforeAnythingWasDone() {
    rounds.tick("tick-1");
    world.catalogue.script().dieAfter(0);
    assertThatThrownBy(this::rebuilt).isInstanceOf(CloudFailure.class);
  }

  @Test
  void aRebuildThatDiesAnywhereIsFinishedByTheNextOne() {
    List<PointId> held = List.of(rounds.tick("tick-1").getFirst().id());
    for (int calls = 0; calls < 4; calls++) {
      world.catalogue.forgetIndex();
      world.catalogue.script().dieAfter(calls);
      try {
        rebuilt();
      } catch (CloudFailure died) {
        assertThat(died.problem().code()).isEqualTo(Code.CLOUD_TIMEOUT);
      }
      world.catalogue.script().recover();
      rebuilt();
      assertThat(world.catalogue.withState(PointState.HELD)).isEqualTo(held);
    }
  }
}
