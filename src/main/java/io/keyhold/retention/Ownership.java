package io.keyhold.retention;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Change;
import io.keyhold.domain.CopyRecord;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Snapshots.Snapshot;
import io.keyhold.domain.Tags;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Which snapshots and copies belong to a point, and which of them it does not need. */
final class Ownership {

  private Ownership() {}

  /** Every id under which a snapshot or copy of this point can have been made. */
  static Set<ArmId> possible(RecoveryPoint point) {
    Set<ArmId> ids = new LinkedHashSet<>(snapshots(point));
    ids.addAll(copies(point));
    return ids;
  }

  /** Of each disk that any look of the gate saw: a machine may change between two deliveries. */
  private static Set<ArmId> snapshots(RecoveryPoint point) {
    Policy.SnapshotTarget target = point.origin().policy().snapshots();
    Set<ArmId> ids = new LinkedHashSet<>();
    point.events().stream()
        .map(event -> event.change())
        .filter(Change.Gated.class::isInstance)
        .flatMap(gated -> ((Change.Gated) gated).disks().stream())
        .forEach(disk -> ids.add(target.snapshot(point.id(), disk.disk(), disk.lun())));
    return ids;
  }

  /** Of each look of the copies' gate: before it nothing is asked for in the target's group. */
  static Set<ArmId> copies(RecoveryPoint point) {
    Set<ArmId> ids = new LinkedHashSet<>();
    point.events().stream()
        .map(event -> event.change())
        .filter(Change.CopyGated.class::isInstance)
        .flatMap(gated -> ((Change.CopyGated) gated).copies().stream())
        .forEach(plan -> ids.add(plan.copy()));
    ids.removeAll(snapshots(point)); // the source is never taken for its copy
    return ids;
  }

  /**
   * True when the point, as it stands, does not need the snapshot. What is open still needs all of
   * them; what can be restored, or is held, those that it recorded; what came to nothing, none.
   * Copies are needed while they are under way, and once they are recorded.
   */
  static boolean isLeftover(RecoveryPoint point, ArmId snapshot, Instant now) {
    return switch (point.state()) {
      case GATED, EXPIRING, EXPIRED -> false;
      case TAKEN -> copies(point).contains(snapshot) || unrecorded(point, snapshot, now);
      case COPYING -> !copies(point).contains(snapshot) && unrecorded(point, snapshot, now);
      case HELD, COMPLETE -> unrecorded(point, snapshot, now);
      case REFUSED, FAILED, ABANDONED -> true;
    };
  }

  /** True when the snapshot is the point's by its id, its tag and, where recorded, its uniqueId. */
  static boolean isOf(RecoveryPoint point, Snapshot snapshot) {
    return possible(point).contains(snapshot.id()) && bears(point, snapshot);
  }

  /** True when the snapshot has the point's tag and, where one was recorded, its uniqueId. */
  static boolean bears(RecoveryPoint point, Snapshot snapshot) {
    return Tags.value(snapshot.tags(), Tags.POINT).equals(Optional.of(point.id().value()))
        && recorded(point, snapshot.id())
            .filter(uniqueId -> !uniqueId.equals(snapshot.uniqueId()))
            .isEmpty();
  }

  private static boolean unrecorded(RecoveryPoint point, ArmId snapshot, Instant now) {
    return Endings.untouched(point, now) && recorded(point, snapshot).isEmpty();
  }

  /** The uniqueId under which the point recorded the snapshot or copy. */
  private static Optional<String> recorded(RecoveryPoint point, ArmId snapshot) {
    return point.snapshots().stream()
        .filter(record -> record.snapshot().equals(snapshot))
        .map(SnapshotRecord::uniqueId)
        .findFirst()
        .or(
            () ->
                point.copies().stream()
                    .filter(record -> record.copy().equals(snapshot))
                    .map(CopyRecord::uniqueId)
                    .findFirst());
  }
}
