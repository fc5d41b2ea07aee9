package io.keyhold.backup;

import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Snapshots.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One look at all copies of a point.
 *
 * @param missing the sources of those that have still to be asked for
 * @param whole the finished ones, by their source
 * @param percents of those that run, as Azure says; empty where it does not say
 */
record CopyRound(
    List<SnapshotRecord> missing,
    Map<SnapshotRecord, Snapshot> whole,
    List<Optional<Double>> percents,
    Optional<CopyWatch.Sight.Broken> broken) {

  static CopyRound of(RecoveryPoint point, CopyWatch watch) {
    List<SnapshotRecord> missing = new ArrayList<>();
    Map<SnapshotRecord, Snapshot> whole = new LinkedHashMap<>();
    List<Optional<Double>> percents = new ArrayList<>();
    List<CopyWatch.Sight.Broken> broken = new ArrayList<>();
    for (SnapshotRecord source : point.snapshots()) {
      switch (watch.look(point, source)) {
        case CopyWatch.Sight.Nothing nothing -> missing.add(source);
        case CopyWatch.Sight.Running running -> percents.add(running.percent());
        case CopyWatch.Sight.Whole found -> whole.put(source, found.copy());
        case CopyWatch.Sight.Broken one -> broken.add(one);
      }
    }
    return new CopyRound(missing, whole, percents, worst(broken));
  }

  /** Before anything was asked for. */
  static CopyRound beforeAny(RecoveryPoint point) {
    return new CopyRound(point.snapshots(), Map.of(), List.of(), Optional.empty());
  }

  /** After so many of the missing ones were asked for; how far they are is not known yet. */
  CopyRound sent(int number) {
    List<Optional<Double>> now = new ArrayList<>(percents);
    for (int one = 0; one < number; one++) {
      now.add(Optional.empty());
    }
    return new CopyRound(missing.subList(number, missing.size()), whole, now, broken);
  }

  /** One that cannot be repaired says more than one that can. */
  private static Optional<CopyWatch.Sight.Broken> worst(List<CopyWatch.Sight.Broken> broken) {
    return broken.stream()
        .filter(one -> !one.again())
        .findFirst()
        .or(() -> broken.stream().findFirst());
  }

  boolean allWhole() {
    return missing.isEmpty() && percents.isEmpty() && broken.isEmpty();
  }

  List<Problem> causes() {
    return broken.map(CopyWatch.Sight.Broken::cause).stream().toList();
  }
}
