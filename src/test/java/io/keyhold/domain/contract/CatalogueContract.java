package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Change;
import io.keyhold.domain.Due;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Origin;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** What every {@link Catalogue} does. */
public abstract class CatalogueContract {

  protected static final Instant SLOT = Instant.parse("2026-11-24T01:00:00Z");

  protected abstract Catalogue catalogue();

  /** A machine that no other test uses. */
  protected abstract ArmId machine();

  /** The text of a kit as the store has it. */
  protected abstract String kit(PointId id, int number);

  protected static String vmId(ArmId machine) {
    return "vm-of-" + machine.name();
  }

  protected static Origin origin(ArmId machine, Instant slot) {
    return Samples.origin(machine, vmId(machine), slot);
  }

  protected static Change.Gated gated() {
    return Samples.gated(
        Samples.secret("kv-prod", "bek", 1), Samples.key("kv-prod", "kek", 1), SLOT);
  }

  /** Opens a point with a look of the gate. */
  protected History opened(ArmId machine, Instant slot) {
    Origin origin = origin(machine, slot);
    History none = History.none(origin.point());
    Event first = Samples.next(none, Optional.of(origin), gated(), slot);
    return catalogue().append(none, first).orElseThrow();
  }

  /** The same, of a machine that needs this key. */
  private History opened(ArmId machine, Instant slot, KeyRef kek) {
    Origin origin = origin(machine, slot);
    History none = History.none(origin.point());
    Change gated = Samples.gated(Samples.secret("kv-prod", "bek", 1), kek, slot);
    return catalogue()
        .append(none, Samples.next(none, Optional.of(origin), gated, slot))
        .orElseThrow();
  }

  protected History followed(History history, Change change) {
    Event next = Samples.next(history, Optional.empty(), change, SLOT.plusSeconds(60));
    return catalogue().append(history, next).orElseThrow();
  }

  @Test
  void aPointThatWasNeverWrittenHasNoEvents() {
    PointId id = origin(machine(), SLOT).point();
    assertThat(catalogue().read(id)).isEqualTo(History.none(id));
  }

  @Test
  void eventsAreReadAsTheyWereAppendedAndInOrder() {
    History written = followed(opened(machine(), SLOT), Samples.refused());
    History read = catalogue().read(written.id());
    assertThat(read).isEqualTo(written);
    assertThat(read.events()).extracting(Event::number).containsExactly(1, 2);
    assertThat(read.point().orElseThrow().state()).isEqualTo(PointState.REFUSED);
  }

  @Test
  void theSameEventAgainCountsAsWritten() {
    Origin origin = origin(machine(), SLOT);
    History none = History.none(origin.point());
    Event first = Samples.next(none, Optional.of(origin), gated(), SLOT);
    Optional<History> once = catalogue().append(none, first);
    assertThat(catalogue().append(none, first)).isPresent().isEqualTo(once);
    assertThat(catalogue().read(none.id()).events()).hasSize(1);
  }

  @Test
  void anotherEventOfATakenNumberIsNotWritten() {
    History opened = opened(machine(), SLOT);
    followed(opened, Samples.refused());
    Event late = Samples.next(opened, Optional.empty(), gated(), SLOT.plusSeconds(90));
    assertThat(catalogue().append(opened, late)).isEmpty();
    assertThat(catalogue().read(opened.id()).point().orElseThrow().state())
        .isEqualTo(PointState.REFUSED);
  }

  @Test
  void anEventThatDoesNotFollowIsAMistakeOfTheCaller() {
    History opened = opened(machine(), SLOT);
    Event gap = new Event(3, opened.lastHash(), SLOT, "run-1", Optional.empty(), Samples.refused());
    assertThatThrownBy(() -> catalogue().append(opened, gap))
        .isInstanceOf(IllegalArgumentException.class);
    Event impossible =
        Samples.next(opened, Optional.empty(), new Change.Completed(), SLOT.plusSeconds(1));
    assertThatThrownBy(() -> catalogue().append(opened, impossible))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKitIsWrittenOnceIsNamedAndIsNoEvent() {
    History opened = opened(machine(), SLOT);
    assertThat(catalogue().kits(opened.id())).isEmpty();
    catalogue().writeKit(opened.id(), 4, "# later");
    catalogue().writeKit(opened.id(), 2, "# first");
    catalogue().writeKit(opened.id(), 2, "# of somebody else");
    assertThat(catalogue().kits(opened.id()))
        .containsExactly(
            "points/" + opened.id() + "/kit-0002.md", "points/" + opened.id() + "/kit-0004.md");
    assertThat(kit(opened.id(), 2)).isEqualTo("# first");
    assertThat(catalogue().read(opened.id())).isEqualTo(opened);
  }

  @Test
  void aKitMayComeBeforeItsPointsFirstEvent() {
    PointId id = origin(machine(), SLOT).point();
    catalogue().writeKit(id, 1, "# early");
    assertThat(catalogue().read(id)).isEqualTo(History.none(id));
  }

  @Test
  void pointsOfASlotAreThoseOfAllMachines() {
    Instant slot = Instant.parse("2026-03-05T02:00:00Z");
    PointId one = opened(machine(), slot).id();
    PointId two = opened(machine(), slot).id();
    opened(machine(), slot.plus(Duration.ofHours(1)));
    assertThat(catalogue().ofSlot(slot)).containsExactlyInAnyOrder(one, two);
    assertThat(catalogue().ofSlot(slot.minusSeconds(1))).isEmpty();
  }

  @Test
  void pointsOfAMachineComeOldestFirstAndWithoutCase() {
    ArmId machine = machine();
    PointId newer = opened(machine, SLOT.plus(Duration.ofDays(1))).id();
    PointId older = opened(machine, SLOT).id();
    opened(machine(), SLOT);
    assertThat(catalogue().ofMachine(vmId(machine))).containsExactly(older, newer);
    assertThat(catalogue().ofMachine(vmId(machine).toUpperCase(Locale.ROOT)))
        .containsExactly(older, newer);
  }

  @Test
  void aStateThatAPointOnceHadStaysMarked() {
    ArmId machine = machine();
    History point = followed(opened(machine, SLOT), Samples.refused());
    String vmId = vmId(machine);
    assertThat(catalogue().ofMachine(vmId, PointState.REFUSED)).containsExactly(point.id());
    assertThat(catalogue().ofMachine(vmId, PointState.GATED)).containsExactly(point.id());
    assertThat(catalogue().ofMachine(vmId, PointState.TAKEN)).isEmpty();
  }

  @Test
  void pointsOfAStateAreThoseOfAllMachinesOldestFirst() {
    PointId newer = followed(opened(machine(), SLOT.plusSeconds(60)), Samples.refused()).id();
    PointId older = followed(opened(machine(), SLOT), Samples.refused()).id();
    PointId gated = opened(machine(), SLOT).id();
    assertThat(catalogue().withState(PointState.REFUSED)).containsSubsequence(older, newer);
    assertThat(catalogue().withState(PointState.REFUSED)).doesNotContain(gated);
    assertThat(catalogue().withState(PointState.GATED)).contains(older, newer, gated);
  }

  @Test
  void aMarkerThatWasRemovedLeavesThePointAndItsOtherMarkers() {
    ArmId machine = machine();
    History point = followed(opened(machine, SLOT), Samples.refused());
    catalogue().unmark(point.point().orElseThrow(), PointState.GATED);
    catalogue().unmark(point.point().orElseThrow(), PointState.GATED);
    assertThat(catalogue().withState(PointState.GATED)).doesNotContain(point.id());
    assertThat(catalogue().ofMachine(vmId(machine), PointState.GATED)).isEmpty();
    assertThat(catalogue().withState(PointState.REFUSED)).contains(point.id());
    assertThat(catalogue().ofMachine(vmId(machine))).containsExactly(point.id());
    assertThat(catalogue().read(point.id())).isEqualTo(point);
  }

  @Test
  void missingMarkersAreWrittenAgainAndTheirNumberIsSaid() {
    ArmId machine = machine();
    History point = followed(opened(machine, SLOT), Samples.refused());
    catalogue().unmark(point.point().orElseThrow(), PointState.GATED);
    catalogue().unmark(point.point().orElseThrow(), PointState.REFUSED);
    assertThat(catalogue().mark(point, Set.of(PointState.GATED))).isEqualTo(1);
    assertThat(catalogue().ofMachine(vmId(machine), PointState.REFUSED))
        .containsExactly(point.id());
    assertThat(catalogue().ofMachine(vmId(machine), PointState.GATED)).isEmpty();
    assertThat(catalogue().mark(point, Set.of())).isEqualTo(1);
    assertThat(catalogue().ofMachine(vmId(machine), PointState.GATED)).containsExactly(point.id());
    assertThat(catalogue().mark(point, Set.of())).isZero();
  }

  @Test
  void aPointWithoutEventsNeedsNoMarkers() {
    assertThat(catalogue().mark(History.none(origin(machine(), SLOT).point()), Set.of())).isZero();
  }

  @Test
  void pointsAreFoundByAKeyThatTheyNeedWhateverItsVersion() {
    int version = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    KeyRef kek = Samples.key("kv-prod", "kek-" + version, version);
    PointId newer = opened(machine(), SLOT.plusSeconds(60), kek).id();
    PointId older = opened(machine(), SLOT, kek).id();
    assertThat(catalogue().ofKey(kek)).containsExactly(older, newer);
    assertThat(catalogue().ofKey(KeyRef.parse(kek.object()).orElseThrow()))
        .containsExactly(older, newer);
    assertThat(catalogue().ofKey(Samples.key("kv-other", "kek-" + version, version))).isEmpty();
  }

  @Test
  void aMachineIsFoundByItsNameWithoutCase() {
    ArmId machine = machine();
    opened(machine, SLOT);
    opened(machine, SLOT.plus(Duration.ofDays(1)));
    ArmId shouted = new ArmId(machine.value().toUpperCase(Locale.ROOT));
    assertThat(catalogue().vmIds(shouted)).containsExactly(vmId(machine));
    assertThat(catalogue().vmIds(machine())).isEmpty();
  }

  @Test
  void allPointsComePageByPageEachOnceAndOldestFirst() {
    ArmId machine = machine();
    List<PointId> written = new ArrayList<>();
    for (int day = 0; day < 5; day++) {
      written.add(opened(machine, SLOT.minus(Duration.ofDays(900L - day))).id());
    }
    List<PointId> seen = new ArrayList<>();
    Optional<String> continuation = Optional.empty();
    do {
      Catalogue.Page page = catalogue().all(continuation, 2);
      assertThat(page.points()).hasSizeLessThanOrEqualTo(2);
      seen.addAll(page.points());
      continuation = page.continuation();
    } while (continuation.isPresent());
    assertThat(seen).isSorted().doesNotHaveDuplicates().containsAll(written);
  }

  @Test
  void pointsOfAStateComePageByPageEachOnce() {
    List<PointId> refused = new ArrayList<>();
    for (int day = 0; day < 5; day++) {
      Instant slot = SLOT.minus(Duration.ofDays(3_000L + day));
      refused.add(followed(opened(machine(), slot), Samples.refused()).id());
    }
    PointId gated = opened(machine(), SLOT).id();
    List<PointId> seen = new ArrayList<>();
    Optional<String> continuation = Optional.empty();
    do {
      Catalogue.Page page = catalogue().withState(PointState.REFUSED, continuation);
      seen.addAll(page.points());
      continuation = page.continuation();
    } while (continuation.isPresent());
    assertThat(seen).doesNotHaveDuplicates().containsAll(refused).doesNotContain(gated);
  }

  @Test
  void aPointIsDueWhenTheDaysOfItsPolicyAreOver() {
    History taken = followed(opened(machine(), SLOT), TAKEN);
    History open = opened(machine(), SLOT);
    Instant end = SLOT.plus(Duration.ofDays(30));
    assertThat(due(Due.What.EXPIRY, end.minusSeconds(1))).doesNotContain(taken.id(), open.id());
    assertThat(due(Due.What.EXPIRY, end)).contains(taken.id()).doesNotContain(open.id());
    assertThat(due(Due.What.DELETION, end)).doesNotContain(taken.id());
  }

  @Test
  void anExpiringPointIsDueForDeletionAndAKeptOneForExpiryAgain() {
    Instant deleteAfter = SLOT.plus(Duration.ofDays(50));
    History expiring =
        followed(
            followed(opened(machine(), SLOT), TAKEN), new Change.Expiring("aged", deleteAfter));
    assertThat(due(Due.What.DELETION, deleteAfter)).contains(expiring.id());
    assertThat(due(Due.What.DELETION, deleteAfter.minusSeconds(1))).doesNotContain(expiring.id());

    for (Due one : all(Due.What.EXPIRY, deleteAfter)) {
      catalogue().settle(one);
      catalogue().settle(one);
    }
    assertThat(due(Due.What.EXPIRY, deleteAfter)).doesNotContain(expiring.id());
    History kept =
        catalogue()
            .append(
                expiring,
                Samples.next(
                    expiring,
                    Optional.empty(),
                    new Change.Kept(PointState.TAKEN, "a longer keep"),
                    deleteAfter))
            .orElseThrow();
    assertThat(due(Due.What.EXPIRY, deleteAfter)).contains(kept.id());
    Due due = Due.of(kept.point().orElseThrow()).orElseThrow();
    assertThat(all(Due.What.EXPIRY, deleteAfter)).contains(due);
    assertThat(due.from()).isEqualTo(deleteAfter);
  }

  @Test
  void whatIsDueComesEarliestFirstPageByPage() {
    List<PointId> taken = new ArrayList<>();
    for (int day = 4; day >= 0; day--) {
      Instant slot = SLOT.minus(Duration.ofDays(2_000L + day));
      taken.add(followed(opened(machine(), slot), TAKEN).id());
    }
    List<Due> due = all(Due.What.EXPIRY, SLOT);
    assertThat(due).extracting(Due::point).containsSubsequence(taken);
    assertThat(due).isSortedAccordingTo(Comparator.comparing(Due::from));
    assertThat(due).doesNotHaveDuplicates();
  }

  private static final Change TAKEN = new Change.Taken(List.of());

  private List<PointId> due(Due.What what, Instant until) {
    return all(what, until).stream().map(Due::point).toList();
  }

  private List<Due> all(Due.What what, Instant until) {
    List<Due> due = new ArrayList<>();
    Optional<String> continuation = Optional.empty();
    do {
      Catalogue.DuePage page = catalogue().due(what, until, continuation);
      due.addAll(page.due());
      continuation = page.continuation();
    } while (continuation.isPresent());
    return due;
  }
}
