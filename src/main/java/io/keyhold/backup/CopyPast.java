package io.keyhold.backup;

import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Code;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/** Whether newer snapshots of the same disks were copied already. */
final class CopyPast {

  /** Snapshots of slots further back than this are not newer, however late they were made. */
  private static final Duration LATE = Duration.ofDays(1);

  private final Catalogue catalogue;

  CopyPast(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** An older snapshot is never copied after a newer one (design.md, Rule 1). */
  Optional<Problem> overtaken(CopyWish wish, RecoveryPoint point) {
    Instant from = wish.made().minus(LATE);
    return catalogue.ofMachine(point.origin().vmId(), PointState.COMPLETE).reversed().stream()
        .takeWhile(id -> id.slot().isAfter(from))
        .flatMap(id -> read(id).stream())
        .filter(other -> !other.copies().isEmpty())
        .flatMap(other -> CopyWish.of(other).stream())
        .filter(other -> other.compareTo(wish) > 0 && other.lane().equals(wish.lane()))
        .filter(other -> !Collections.disjoint(other.disks(), wish.disks()))
        .findFirst()
        .map(
            other ->
                new Problem(
                    Code.COPY_OVERTAKEN,
                    point.id().value(),
                    "the snapshots of " + other.point() + " were copied before"));
  }

  /** A broken point says nothing; it is reported where it is looked at itself. */
  private Optional<RecoveryPoint> read(PointId id) {
    try {
      return catalogue.read(id).point();
    } catch (BrokenChainException broken) {
      return Optional.empty();
    }
  }
}
