package io.keyhold.retention;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Snapshots.Snapshot;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes everything of an expired point: its copies first, for a source is never let go while a
 * copy of it is being made (azure-facts.md §2.2), then its snapshots. Each is looked up again and
 * deleted only if its id, its tag and, where one was recorded, its uniqueId are the point's.
 */
final class Deletions {

  private final Snapshots snapshots;

  Deletions(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** Goes on after a failure; true when nothing is left. */
  boolean delete(RecoveryPoint expired, ExpiryReport report) {
    Set<ArmId> copies = copies(expired);
    boolean copiesGone = deleteAll(expired, copies, report);
    if (!copiesGone && copies.stream().anyMatch(this::mayBeRunning)) {
      return false;
    }
    return deleteAll(expired, sources(expired), report) && copiesGone;
  }

  private boolean deleteAll(RecoveryPoint point, Set<ArmId> ids, ExpiryReport report) {
    boolean gone = true;
    for (ArmId id : ids) {
      gone &= delete(point, id, report);
    }
    return gone;
  }

  private boolean delete(RecoveryPoint point, ArmId id, ExpiryReport report) {
    try {
      Optional<Snapshot> found = snapshots.read(id);
      if (found.isEmpty()) {
        return true;
      }
      if (Ownership.bears(point, found.get())) {
        snapshots.delete(id);
        report.deleted(id);
        return true;
      }
      report.problem(
          Leftovers.notOurs(
              found.get(), "it is not the one that the expired point " + point.id() + " made"));
    } catch (CloudFailure failure) {
      failure.problems().forEach(report::problem);
    }
    return false;
  }

  private boolean mayBeRunning(ArmId copy) {
    try {
      return snapshots
          .read(copy)
          .filter(found -> found.copy() instanceof Snapshots.CopyState.Running)
          .isPresent();
    } catch (CloudFailure unknown) {
      return true;
    }
  }

  /** Those that were recorded, and every one that a gate of copies let be made. */
  private static Set<ArmId> copies(RecoveryPoint point) {
    Set<ArmId> ids = new LinkedHashSet<>();
    point.copies().forEach(record -> ids.add(record.copy()));
    ids.addAll(Ownership.copies(point));
    return ids;
  }

  /** Those that were recorded, and every one that an attempt can have made. */
  private static Set<ArmId> sources(RecoveryPoint point) {
    Set<ArmId> ids = new LinkedHashSet<>();
    point.snapshots().forEach(record -> ids.add(record.snapshot()));
    ids.addAll(Ownership.possible(point));
    ids.removeAll(copies(point));
    return ids;
  }
}
