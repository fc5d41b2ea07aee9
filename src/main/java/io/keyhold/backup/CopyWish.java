package io.keyhold.backup;

import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.PointId;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Region;
import io.keyhold.domain.SnapshotRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the copies of one point need before they can start: all its disks, and room in the target.
 *
 * @param made when its snapshots had been made; copies of a disk follow that order
 * @param disks what tells each disk from every other one, also from one of its name
 */
record CopyWish(PointId point, Instant made, Set<String> disks, Lane lane)
    implements Comparable<CopyWish> {

  private static final Comparator<CopyWish> IN_ORDER =
      Comparator.comparing(CopyWish::made).thenComparing(CopyWish::point);

  /** Azure counts running copies by target subscription and region (azure-facts.md §2.2). */
  record Lane(String subscription, String region) {
    Lane {
      subscription = subscription.toLowerCase(Locale.ROOT);
      region = Region.name(region);
    }
  }

  CopyWish {
    disks = Set.copyOf(disks);
  }

  /** The wish of a point that has snapshots and whose policy names a target. */
  static Optional<CopyWish> of(RecoveryPoint point) {
    if (point.snapshots().isEmpty() || point.copyTarget().isEmpty()) {
      return Optional.empty();
    }
    String subscription = point.snapshots().getFirst().snapshot().subscription();
    Set<String> disks = new LinkedHashSet<>();
    point.snapshots().forEach(source -> disks.add(disk(point, source)));
    return Optional.of(
        new CopyWish(
            point.id(),
            point.snapshotted().orElse(point.id().slot()),
            disks,
            new Lane(subscription, point.copyTarget().get().region())));
  }

  static String disk(RecoveryPoint point, SnapshotRecord source) {
    return point
        .disk(source.lun())
        .map(DiskRecord::uniqueId)
        .filter(id -> !id.isEmpty())
        .orElseGet(
            () ->
                point.disk(source.lun()).map(DiskRecord::disk).orElse(source.snapshot()).folded());
  }

  int copies() {
    return disks.size();
  }

  @Override
  public int compareTo(CopyWish other) {
    return IN_ORDER.compare(this, other);
  }
}
