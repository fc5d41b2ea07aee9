package io.keyhold.retention;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Change;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Snapshots.Snapshot;
import io.keyhold.domain.Tags;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Which snapshots belong to a point, and which of them it does not need. */
final class Ownership {

  private Ownership() {}

  /**
   * Every id under which a snapshot of this point can have been made: of each disk that any look of
   * the gate saw, for a machine may change between two deliveries.
   */
  static Set<ArmId> possible(RecoveryPoint point) {
    Policy.SnapshotTarget target = point.origin().policy().snapshots();
    Set<ArmId> ids = new LinkedHashSet<>();
    point.events().stream()
        .map(event -> event.change())
        .filter(Change.Gated.class::isInstance)
        .flatMap(gated -> ((Change.Gated) gated).disks().stream())
        .forEach(disk -> ids.add(target.snapshot(point.id(), disk.disk(), disk.lun())));
    return ids;
  }

  /**
   * True when the point, as it stands, does not need the snapshot. What is open still needs all of
   * them; what can be restored, or is held, those that it recorded; what came to nothing, none.
   */
  static boolean isLeftover(RecoveryPoint point, ArmId snapshot, Instant now) {
    return switch (point.state()) {
      case GATED, EXPIRING, EXPIRED -> false;
      case HELD, TAKEN, COPYING, COMPLETE ->
          Endings.untouched(point, now) && recorded(point, snapshot).isEmpty();
      case REFUSED, FAILED, ABANDONED -> true;
    };
  }

  /** True when the snapshot is the point's by its id, its tag and, where recorded, its uniqueId. */
  static boolean isOf(RecoveryPoint point, Snapshot snapshot) {
    return possible(point).contains(snapshot.id())
        && Tags.value(snapshot.tags(), Tags.POINT).equals(Optional.of(point.id().value()))
        && recorded(point, snapshot.id())
            .filter(record -> !record.uniqueId().equals(snapshot.uniqueId()))
            .isEmpty();
  }

  private static Optional<SnapshotRecord> recorded(RecoveryPoint point, ArmId snapshot) {
    return point.snapshots().stream()
        .filter(record -> record.snapshot().equals(snapshot))
        .findFirst();
  }
}
