package io.keyhold.heard;

import io.keyhold.domain.Change;
import io.keyhold.domain.Event;
import io.keyhold.domain.Hold;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Signal;
import io.keyhold.domain.SnapshotRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an event of a point is worth saying. */
final class PointSignals {

  private PointSignals() {}

  /** The signal of the point's last event, if it is one for whoever watches. */
  static Optional<Signal> of(RecoveryPoint point) {
    Event last = point.events().getLast();
    Instant at = last.at();
    Signal.Backup backup = backup(point);
    return switch (last.change()) {
      case Change.Gated gated -> Optional.empty();
      case Change.CopyGated gated ->
          region(point)
              .filter(
                  region ->
                      point.state() == PointState.COPYING
                          && stateBefore(point) != PointState.COPYING)
              .map(region -> new Signal.CopyStarted(at, backup, gated.copies().size(), region));
      case Change.Taken taken ->
          Optional.of(
              new Signal.BackupSucceeded(
                  at,
                  backup,
                  taken.snapshots().size(),
                  size(taken.snapshots()),
                  region(point),
                  Causes.notes(point)));
      case Change.Refused refused ->
          Optional.of(new Signal.BackupRefused(at, backup, Causes.of(point, refused.causes())));
      case Change.Held held ->
          Optional.of(
              new Signal.BackupHeld(
                  at, backup, Causes.of(point, held.causes()), at.plus(Hold.TIME)));
      case Change.Failed failed ->
          Optional.of(new Signal.BackupFailed(at, backup, Causes.of(point, failed.cause())));
      case Change.Abandoned abandoned ->
          Optional.of(new Signal.BackupAbandoned(at, backup, Causes.of(point, abandoned.cause())));
      case Change.NotCopied not ->
          Optional.of(
              new Signal.CopyFailed(at, backup, Causes.of(point, not.causes()), not.again()));
      case Change.Completed completed ->
          region(point)
              .filter(region -> !completed.copies().isEmpty())
              .map(
                  region ->
                      new Signal.CopyCompleted(at, backup, completed.copies().size(), region));
      case Change.Expiring expiring ->
          Optional.of(
              new Signal.PointExpiring(at, backup, expiring.because(), expiring.deleteAfter()));
      case Change.Kept kept -> Optional.of(new Signal.PointKept(at, backup, kept.because()));
      case Change.Expired expired -> Optional.of(new Signal.PointExpired(at, backup));
    };
  }

  static Signal.Backup backup(RecoveryPoint point) {
    return new Signal.Backup(point.id(), point.origin(), point.events().getLast().run());
  }

  private static Optional<String> region(RecoveryPoint point) {
    return point.copyTarget().map(Policy.CopyTarget::region);
  }

  /** The gate of the copies looks again every ten minutes; only its first yes starts them. */
  private static PointState stateBefore(RecoveryPoint point) {
    List<Event> events = point.events();
    return RecoveryPoint.fold(point.id(), events.subList(0, events.size() - 1))
        .map(RecoveryPoint::state)
        .orElse(point.state());
  }

  private static long size(List<SnapshotRecord> snapshots) {
    return snapshots.stream().mapToLong(SnapshotRecord::sizeBytes).sum();
  }
}
