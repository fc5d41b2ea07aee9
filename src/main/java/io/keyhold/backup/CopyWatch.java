package io.keyhold.backup;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Snapshots.CopyState;
import io.keyhold.domain.Snapshots.Snapshot;
import io.keyhold.domain.Tags;
import java.util.Optional;

/** What there is of a copy, each time asked anew; nothing is estimated. */
final class CopyWatch {

  private final Snapshots snapshots;

  CopyWatch(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** One copy as it stands. */
  sealed interface Sight {

    /** It was not asked for yet, or somebody deleted it. */
    record Nothing() implements Sight {}

    record Running(Optional<Double> percent) implements Sight {}

    record Whole(Snapshot copy) implements Sight {}

    /** It will never be whole. */
    record Broken(Problem cause, boolean again) implements Sight {}
  }

  Sight look(RecoveryPoint point, SnapshotRecord source) {
    ArmId id = point.copyTarget().orElseThrow().copy(point.id(), source);
    return snapshots
        .read(id)
        .map(found -> isOf(point, source, found) ? seen(found, source) : taken(found))
        .orElseGet(Sight.Nothing::new);
  }

  private Sight seen(Snapshot found, SnapshotRecord source) {
    return switch (found.copy()) {
      case CopyState.None none -> taken(found);
      case CopyState.Running running -> new Sight.Running(running.percent());
      case CopyState.Done done -> new Sight.Whole(found);
      case CopyState.Failed failed -> broken(failed, source);
    };
  }

  /** Azure says CopySourceNotFound in more than one case; whether the source is there is asked. */
  private Sight broken(CopyState.Failed failed, SnapshotRecord source) {
    String words = failed.code() + ": " + failed.message();
    boolean there = snapshots.isThere(source.snapshot(), source.uniqueId());
    return new Sight.Broken(
        new Problem(
            there ? Code.COPY_FAILED : Code.COPY_SOURCE_GONE, source.snapshot().value(), words),
        there);
  }

  /** The first of the point's own snapshots that is not there any more. */
  Optional<Problem> sourceGone(RecoveryPoint point) {
    return snapshots.missing(point.snapshots());
  }

  /**
   * A name does not identify a copy: its tag and its source's uniqueId do (exchanges/README.md).
   */
  private static boolean isOf(RecoveryPoint point, SnapshotRecord source, Snapshot found) {
    return Tags.value(found.tags(), Tags.POINT).filter(point.id().value()::equals).isPresent()
        && found.sourceUniqueId().filter(id -> !id.equals(source.uniqueId())).isEmpty();
  }

  private static Sight taken(Snapshot found) {
    return new Sight.Broken(
        new Problem(
            Code.COPY_NAME_TAKEN, found.id().value(), "it is not the copy that Keyhold asked for"),
        false);
  }
}
