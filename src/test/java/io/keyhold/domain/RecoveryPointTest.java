package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RecoveryPointTest {

  private static final PointId ID = new PointId("20261124T010000Z-0123456789ab");

  /** design.md, State: from a state, by a kind of change, to the next state. */
  private static final Map<PointState, Map<Class<?>, PointState>> NEXT =
      Map.of(
          PointState.GATED,
          Map.of(
              Change.Gated.class, PointState.GATED,
              Change.Refused.class, PointState.REFUSED,
              Change.Held.class, PointState.HELD,
              Change.Taken.class, PointState.TAKEN,
              Change.Failed.class, PointState.FAILED,
              Change.Abandoned.class, PointState.ABANDONED),
          PointState.HELD,
          Map.of(
              Change.Gated.class, PointState.HELD,
              Change.Taken.class, PointState.TAKEN,
              Change.Abandoned.class, PointState.ABANDONED),
          PointState.TAKEN,
          Map.of(
              Change.NotCopied.class, PointState.TAKEN,
              Change.Completed.class, PointState.COMPLETE,
              Change.Expiring.class, PointState.EXPIRING),
          PointState.COPYING,
          Map.of(
              Change.NotCopied.class, PointState.TAKEN,
              Change.Completed.class, PointState.COMPLETE),
          PointState.COMPLETE,
          Map.of(Change.Expiring.class, PointState.EXPIRING),
          PointState.EXPIRING,
          Map.of(Change.Expired.class, PointState.EXPIRED));

  @Test
  void withoutEventsThereIsNoPoint() {
    assertThat(RecoveryPoint.fold(ID, List.of())).isEmpty();
    assertThat(History.none(ID).point()).isEmpty();
    assertThat(History.none(ID).nextNumber()).isEqualTo(1);
  }

  @Property(tries = 400)
  void onlyTheTransitionsOfTheDesignAreFolded(
      @ForAll("origins") Origin origin, @ForAll("changes") List<Change> changes) {
    Optional<PointState> expected = walked(changes);
    List<Event> events = events(origin, changes);

    if (expected.isPresent()) {
      RecoveryPoint point = RecoveryPoint.fold(origin.point(), events).orElseThrow();
      assertThat(point.state()).isEqualTo(expected.get());
      assertThat(point.events()).isEqualTo(events);
      assertThat(point.origin()).isEqualTo(origin);
      assertThat(point.snapshots()).isEqualTo(lastSnapshots(changes));
    } else {
      assertThatThrownBy(() -> RecoveryPoint.fold(origin.point(), events))
          .isInstanceOf(BrokenChainException.class);
    }
  }

  /** The state after these changes, or empty where one of them is not allowed. */
  private static Optional<PointState> walked(List<Change> changes) {
    Change first = changes.get(0);
    Optional<PointState> state =
        switch (first) {
          case Change.Gated gated -> Optional.of(PointState.GATED);
          case Change.Failed failed -> Optional.of(PointState.FAILED);
          case Change.Refused none -> Optional.empty();
          case Change.Held none -> Optional.empty();
          case Change.Taken none -> Optional.empty();
          case Change.CopyGated none -> Optional.empty();
          case Change.NotCopied none -> Optional.empty();
          case Change.Completed none -> Optional.empty();
          case Change.Expiring none -> Optional.empty();
          case Change.Kept none -> Optional.empty();
          case Change.Expired none -> Optional.empty();
          case Change.Abandoned none -> Optional.empty();
        };
    for (Change change : changes.subList(1, changes.size())) {
      state = state.flatMap(now -> next(now, change));
    }
    return state;
  }

  private static Optional<PointState> next(PointState now, Change change) {
    if (change instanceof Change.CopyGated gated) {
      boolean open = now == PointState.TAKEN || now == PointState.COPYING;
      return open
          ? Optional.of(gated.decision().positive() ? PointState.COPYING : now)
          : Optional.empty();
    }
    if (change instanceof Change.Kept kept) {
      boolean back = kept.to() == PointState.TAKEN || kept.to() == PointState.COMPLETE;
      return now == PointState.EXPIRING && back ? Optional.of(kept.to()) : Optional.empty();
    }
    return Optional.ofNullable(NEXT.getOrDefault(now, Map.of()).get(change.getClass()));
  }

  private static List<SnapshotRecord> lastSnapshots(List<Change> changes) {
    List<SnapshotRecord> last = List.of();
    for (Change change : changes) {
      if (change instanceof Change.Held held) {
        last = held.snapshots();
      } else if (change instanceof Change.Taken taken) {
        last = taken.snapshots();
      }
    }
    return last;
  }

  @Property(tries = 100)
  void theLastGateIsWhatThePointShows(
      @ForAll("origins") Origin origin, @ForAll("gates") List<Change> gates) {
    RecoveryPoint point = RecoveryPoint.fold(origin.point(), events(origin, gates)).orElseThrow();
    Change.Gated last = (Change.Gated) gates.get(gates.size() - 1);

    assertThat(point.lastGate()).contains(last);
    assertThat(point.disks()).isEqualTo(last.disks());
    assertThat(point.verdicts()).isEqualTo(last.verdicts());
    assertThat(point.causes()).isEqualTo(last.decision().causes());
    assertThat(point.dependencies()).doesNotHaveDuplicates();
  }

  @Property(tries = 50)
  void aFirstEventWithoutAnOriginIsBroken(@ForAll("gates") List<Change> gates) {
    Event first =
        new Event(1, Optional.empty(), Instant.EPOCH, "run", Optional.empty(), gates.get(0));

    assertThatThrownBy(() -> RecoveryPoint.fold(ID, List.of(first)))
        .isInstanceOf(BrokenChainException.class)
        .hasMessageContaining("origin");
  }

  @Property(tries = 50)
  void anEventOfAnotherPointASecondOriginAndAGapAreBroken(
      @ForAll("origins") Origin origin, @ForAll("gates") List<Change> gates) {
    List<Event> events = events(origin, gates);
    Event last = events.get(events.size() - 1);
    Event again =
        new Event(
            last.number() + 1,
            last.previous(),
            last.at(),
            "run",
            Optional.of(origin),
            last.change());
    Event late =
        new Event(
            last.number() + 2, last.previous(), last.at(), "run", Optional.empty(), last.change());

    assertThatThrownBy(() -> RecoveryPoint.fold(ID, events))
        .isInstanceOf(BrokenChainException.class)
        .hasMessageContaining("belongs to");
    for (Event wrong : List.of(again, late)) {
      List<Event> more = new ArrayList<>(events);
      more.add(wrong);
      assertThatThrownBy(() -> RecoveryPoint.fold(origin.point(), more))
          .isInstanceOf(BrokenChainException.class);
    }
  }

  @Property(tries = 50)
  void theCauseOfTheEndIsShown(
      @ForAll("origins") Origin origin,
      @ForAll("gates") List<Change> gates,
      @ForAll("problems") Problem cause) {
    assertThat(ended(origin, gates, new Change.Refused(List.of(cause))).causes())
        .containsExactly(cause);
    assertThat(ended(origin, gates, new Change.Failed(cause)).causes()).containsExactly(cause);
    assertThat(ended(origin, gates, new Change.Abandoned(cause)).causes()).containsExactly(cause);
    assertThat(ended(origin, gates, new Change.Held(List.of(), List.of(cause))).causes())
        .containsExactly(cause);
    assertThat(ended(origin, gates, new Change.Taken(List.of())).causes()).isEmpty();
  }

  private static RecoveryPoint ended(Origin origin, List<Change> gates, Change end) {
    List<Change> all = new ArrayList<>(gates);
    all.add(end);
    return RecoveryPoint.fold(origin.point(), events(origin, all)).orElseThrow();
  }

  private static List<Event> events(Origin origin, List<Change> changes) {
    List<Event> events = new ArrayList<>();
    for (Change change : changes) {
      int number = events.size() + 1;
      events.add(
          new Event(
              number,
              number == 1 ? Optional.empty() : Optional.of("hash"),
              Instant.EPOCH,
              "run",
              number == 1 ? Optional.of(origin) : Optional.empty(),
              change));
    }
    return events;
  }

  @Provide
  Arbitrary<Origin> origins() {
    return Generated.origins();
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    return Generated.changes().list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Change>> gates() {
    return Generated.changes()
        .filter(change -> change instanceof Change.Gated)
        .list()
        .ofMinSize(1)
        .ofMaxSize(2);
  }

  @Provide
  Arbitrary<Problem> problems() {
    return Generated.problems();
  }
}
