package io.keyhold.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A recovery point: the fold of its events.
 *
 * @param verdicts of the last gate, with the time at which each was found
 * @param copies in the target region of its policy, once all of them are whole
 * @param causes why it was refused, held, failed, abandoned or not copied
 */
public record RecoveryPoint(
    PointId id,
    Origin origin,
    PointState state,
    List<DiskRecord> disks,
    List<Verdict> verdicts,
    List<SnapshotRecord> snapshots,
    List<CopyRecord> copies,
    List<Problem> causes,
    List<Event> events) {

  public RecoveryPoint {
    disks = List.copyOf(disks);
    verdicts = List.copyOf(verdicts);
    snapshots = List.copyOf(snapshots);
    copies = List.copyOf(copies);
    causes = List.copyOf(causes);
    events = List.copyOf(events);
  }

  /**
   * Folds the events of one point.
   *
   * @return empty when there are none
   * @throws BrokenChainException when an event cannot follow the ones before it
   */
  public static Optional<RecoveryPoint> fold(PointId id, List<Event> events) {
    Optional<RecoveryPoint> point = Optional.empty();
    for (Event event : events) {
      int expected = point.map(known -> known.events().size()).orElse(0) + 1;
      if (event.number() != expected) {
        throw new BrokenChainException(
            id, "event " + event.number() + " stands where " + expected + " should");
      }
      point = Optional.of(point.isPresent() ? point.get().with(event) : opened(id, event));
    }
    return point;
  }

  private static RecoveryPoint opened(PointId id, Event first) {
    Origin origin =
        first
            .origin()
            .orElseThrow(() -> new BrokenChainException(id, "the first event has no origin"));
    if (!origin.point().equals(id)) {
      throw new BrokenChainException(id, "its first event belongs to " + origin.point());
    }
    PointState state =
        PointState.opening(first.change())
            .orElseThrow(() -> new BrokenChainException(id, "the first event opens no point"));
    RecoveryPoint empty =
        new RecoveryPoint(
            id, origin, state, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    return empty.showing(state, first);
  }

  private RecoveryPoint with(Event event) {
    if (event.origin().isPresent()) {
      throw new BrokenChainException(id, "event " + event.number() + " names an origin again");
    }
    PointState next =
        state
            .after(event.change())
            .orElseThrow(
                () ->
                    new BrokenChainException(
                        id, "event " + event.number() + " cannot follow state " + state.word()));
    return showing(next, event);
  }

  private RecoveryPoint showing(PointState next, Event event) {
    List<Event> all = new ArrayList<>(events);
    all.add(event);
    return switch (event.change()) {
      case Change.Gated gated ->
          new RecoveryPoint(
              id,
              origin,
              next,
              gated.disks(),
              gated.verdicts(),
              snapshots,
              copies,
              gated.decision().causes(),
              all);
      case Change.Refused refused -> in(next, snapshots, copies, refused.causes(), all);
      case Change.Held held -> in(next, held.snapshots(), copies, held.causes(), all);
      case Change.Taken taken -> in(next, taken.snapshots(), copies, List.of(), all);
      case Change.CopyGated copyGated ->
          new RecoveryPoint(
              id,
              origin,
              next,
              disks,
              copyGated.verdicts(),
              snapshots,
              copies,
              copyGated.decision().causes(),
              all);
      case Change.NotCopied notCopied -> in(next, snapshots, copies, notCopied.causes(), all);
      case Change.Completed completed -> in(next, snapshots, completed.copies(), List.of(), all);
      case Change.Failed failed -> in(next, snapshots, copies, List.of(failed.cause()), all);
      case Change.Abandoned abandoned ->
          in(next, snapshots, copies, List.of(abandoned.cause()), all);
      case Change.Expiring expiring -> in(next, snapshots, copies, causes, all);
      case Change.Kept kept -> in(next, snapshots, copies, causes, all);
      case Change.Expired expired -> in(next, snapshots, copies, causes, all);
    };
  }

  private RecoveryPoint in(
      PointState next,
      List<SnapshotRecord> itsSnapshots,
      List<CopyRecord> itsCopies,
      List<Problem> itsCauses,
      List<Event> all) {
    return new RecoveryPoint(
        id, origin, next, disks, verdicts, itsSnapshots, itsCopies, itsCauses, all);
  }

  public Optional<DiskRecord> disk(Lun lun) {
    return disks.stream().filter(disk -> disk.lun().equals(lun)).findFirst();
  }

  public Optional<SnapshotRecord> snapshot(Lun lun) {
    return snapshots.stream().filter(snapshot -> snapshot.lun().equals(lun)).findFirst();
  }

  public Optional<CopyRecord> copy(Lun lun) {
    return copies.stream().filter(copy -> copy.lun().equals(lun)).findFirst();
  }

  /** Where its policy wants its snapshots copied to. */
  public Optional<Policy.CopyTarget> copyTarget() {
    return origin.policy().copy();
  }

  /** Under which ids its copies are made; nothing where no copy is asked for. */
  public List<CopyPlan> copyPlans() {
    return copyTarget().stream()
        .flatMap(
            target ->
                snapshots.stream()
                    .map(source -> new CopyPlan(source.lun(), target.copy(id, source))))
        .toList();
  }

  /** True when it was passed over: it has no copies and will get none. */
  public boolean passedOver() {
    return events.reversed().stream()
        .map(Event::change)
        .filter(Change.NotCopied.class::isInstance)
        .map(Change.NotCopied.class::cast)
        .findFirst()
        .filter(last -> !last.again())
        .isPresent();
  }

  /** When its snapshots had been made. */
  public Optional<Instant> snapshotted() {
    return events.stream()
        .filter(
            event ->
                event.change() instanceof Change.Taken || event.change() instanceof Change.Held)
        .findFirst()
        .map(Event::at);
  }

  /** True when it could be restored once, whatever became of it. */
  public boolean wasTaken() {
    return events.stream().anyMatch(event -> event.change() instanceof Change.Taken);
  }

  /** How the machine was built, as the last look of the gate that read it recorded. */
  public Optional<MachineModel> machine() {
    return events.reversed().stream()
        .flatMap(
            event ->
                event.change() instanceof Change.Gated gated
                    ? gated.machine().stream()
                    : Stream.empty())
        .findFirst();
  }

  /** Before which nothing of an expiring or expired point is deleted. */
  public Optional<Instant> deleteAfter() {
    return lastExpiring().map(event -> ((Change.Expiring) event.change()).deleteAfter());
  }

  /** The state that it had when it was last marked as expiring, to which it may go back. */
  public Optional<PointState> beforeExpiring() {
    return lastExpiring()
        .flatMap(event -> fold(id, events.subList(0, event.number() - 1)))
        .map(RecoveryPoint::state);
  }

  private Optional<Event> lastExpiring() {
    return events.reversed().stream()
        .filter(event -> event.change() instanceof Change.Expiring)
        .findFirst();
  }

  /** The last event that records a look of the gate. */
  public Optional<Change.Gated> lastGate() {
    return events.reversed().stream()
        .map(Event::change)
        .filter(Change.Gated.class::isInstance)
        .map(Change.Gated.class::cast)
        .findFirst();
  }

  /** What the last look of the gate remarked; see {@link Remarks}. */
  public List<Problem> remarks() {
    return lastGate().map(Change.Gated::remarks).orElse(List.of());
  }

  /** Every dependency of its disks, each once. */
  public List<Dependency> dependencies() {
    return dependencies(disks);
  }

  public static List<Dependency> dependencies(List<DiskRecord> disks) {
    return disks.stream()
        .flatMap(disk -> disk.encryption().dependencies().stream())
        .distinct()
        .toList();
  }
}
