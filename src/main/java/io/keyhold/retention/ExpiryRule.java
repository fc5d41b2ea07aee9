package io.keyhold.retention;

import io.keyhold.domain.Finding;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.RecoveryPoint;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/**
 * Rule 8 of design.md: what keeps a good point. It looks at the point and at the newer good ones of
 * the same vmId, whatever policy they were made under; refused, held and failed slots are none. The
 * same rule decides when a point is marked, when it is deleted, and when it is kept after all.
 *
 * @param book today's policies: a longer keep of the same name holds for older points too
 */
record ExpiryRule(PolicyBook book) {

  /** The points that count: those that can be restored and are not about to go. */
  static boolean isGood(PointState state) {
    return switch (state) {
      case TAKEN, COPYING, COMPLETE -> true;
      case GATED, REFUSED, HELD, EXPIRING, EXPIRED, FAILED, ABANDONED -> false;
    };
  }

  /**
   * True when the point is complete and every key that it needs was last seen as available; until
   * proofs exist. A point with nothing to check proves nothing.
   */
  static boolean isProvable(RecoveryPoint point) {
    PointState state =
        point.state() == PointState.EXPIRING
            ? point.beforeExpiring().orElse(PointState.EXPIRING)
            : point.state();
    return state == PointState.COMPLETE
        && !point.verdicts().isEmpty()
        && point.verdicts().stream().allMatch(verdict -> isAvailable(verdict.finding()));
  }

  private static boolean isAvailable(Finding finding) {
    return switch (finding) {
      case Finding.Available available -> true;
      case Finding.AvailableWithWarning warned -> true;
      case Finding.Unavailable unavailable -> false;
      case Finding.Lost lost -> false;
      case Finding.Unknown unknown -> false;
      case Finding.Unverified unverified -> false;
    };
  }

  /** The keep that holds for the point: its own, or longer where today's policy is. */
  Policy.Keep keep(RecoveryPoint point) {
    Policy own = point.origin().policy();
    return book.named(own.name())
        .map(today -> own.keep().extendedBy(today.keep()))
        .orElse(own.keep());
  }

  /**
   * What protects the point; empty when nothing does.
   *
   * @param newer the good points of its machine that are newer, newest first; no more of them are
   *     read than it takes to decide
   */
  Optional<String> protection(RecoveryPoint point, Iterator<RecoveryPoint> newer, Instant now) {
    Policy.Keep keep = keep(point);
    Instant end = keep.end(point.origin().slot());
    if (now.isBefore(end)) {
      return Optional.of("it is kept for " + keep.days() + " days, until " + end);
    }
    if (point.state() == PointState.COPYING) {
      return Optional.of("a copy of it is running");
    }
    int atLeast = keep.atLeast();
    int count = 0;
    boolean proved = !isProvable(point);
    while ((count < atLeast || !proved) && newer.hasNext()) {
      RecoveryPoint next = newer.next();
      if (count < atLeast) {
        // One of the newest may ask for more of them than this point does.
        atLeast = Math.max(atLeast, keep(next).atLeast());
      }
      count++;
      proved |= isProvable(next);
    }
    if (count < atLeast) {
      return Optional.of("it is one of the " + atLeast + " newest good points of its machine");
    }
    return proved
        ? Optional.empty()
        : Optional.of("it is the last point of its machine whose keys were all seen as available");
  }

  /** Why a point that nothing protects is marked. */
  String because(RecoveryPoint point) {
    Policy.Keep keep = keep(point);
    return "policy %s keeps it for %d days, and %d newer good points of its machine stay"
        .formatted(point.origin().policy().name(), keep.days(), keep.atLeast());
  }
}
