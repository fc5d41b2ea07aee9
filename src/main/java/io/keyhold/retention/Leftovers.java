package io.keyhold.retention;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Code;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Snapshots.Snapshot;
import java.time.InstantSource;
import java.util.Optional;

/** Deletes snapshots that their point does not need; its events are read again before each. */
final class Leftovers {

  private final Catalogue catalogue;
  private final Snapshots snapshots;
  private final InstantSource clock;

  Leftovers(Catalogue catalogue, Snapshots snapshots, InstantSource clock) {
    this.catalogue = catalogue;
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /** Looks for every snapshot that the point may have left. */
  void sweep(RecoveryPoint point, Report report) {
    for (ArmId id : Ownership.possible(point)) {
      if (Ownership.isLeftover(point, id, clock.instant())) {
        snapshots.read(id).ifPresent(found -> delete(point.id(), found, report));
      }
    }
  }

  /** Deletes this snapshot, if the point as it stands now says that it may go. */
  void delete(PointId id, Snapshot snapshot, Report report) {
    Optional<RecoveryPoint> point = catalogue.read(id).point();
    if (point.isEmpty() || !Ownership.isOf(point.get(), snapshot)) {
      report.problem(notOurs(snapshot, "it is not the snapshot that the point " + id + " made"));
    } else if (Ownership.isLeftover(point.get(), snapshot.id(), clock.instant())) {
      snapshots.delete(snapshot.id());
      report.deleted(snapshot.id());
    }
  }

  static Problem notOurs(Snapshot snapshot, String why) {
    return new Problem(Code.SNAPSHOT_NOT_OURS, snapshot.id().value(), why);
  }
}
