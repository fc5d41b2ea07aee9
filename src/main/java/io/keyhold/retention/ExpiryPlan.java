package io.keyhold.retention;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Due;
import io.keyhold.domain.PointId;
import io.keyhold.domain.RecoveryPoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run would mark; nothing is changed while it is made.
 *
 * @param whole false when time or room ended before everything that is due was looked at
 */
record ExpiryPlan(List<Due> points, boolean whole) {

  /** Some megabytes; what is due beyond that is the next run's. */
  static final int MOST = 20_000;

  ExpiryPlan {
    points = List.copyOf(points);
  }

  static ExpiryPlan make(
      ExpiryRule rule,
      Catalogue catalogue,
      InstantSource clock,
      Instant deadline,
      ExpiryReport report) {
    List<Due> points = new ArrayList<>();
    Set<PointId> planned = new HashSet<>();
    Foresight foresight = new Foresight(rule.book());
    Instant now = clock.instant();
    boolean whole =
        new Dues(catalogue, clock)
            .forEach(
                Due.What.EXPIRY,
                now,
                deadline,
                due -> {
                  if (points.size() == MOST) {
                    return false;
                  }
                  report.trying(
                      () -> {
                        if (!report.wasKept(due.point())
                            && !foresight.keeps(due, now)
                            && isToGo(rule, catalogue, due, now, report)
                            && planned.add(due.point())) {
                          points.add(due);
                        }
                      });
                  return true;
                });
    return new ExpiryPlan(points, whole);
  }

  private static boolean isToGo(
      ExpiryRule rule, Catalogue catalogue, Due due, Instant now, ExpiryReport report) {
    Optional<RecoveryPoint> found = catalogue.read(due.point()).point();
    if (found.isEmpty()) {
      return false; // the marker is written before its event
    }
    RecoveryPoint point = found.get();
    return switch (point.state()) {
      case TAKEN, COMPLETE ->
          rule.protection(point, new NewerPoints(catalogue, point, report), now).isEmpty();
      case EXPIRING, EXPIRED -> {
        catalogue.settle(due); // a run marked it and was cut off
        yield false;
      }
      case GATED, REFUSED, HELD, COPYING, FAILED, ABANDONED -> false;
    };
  }
}
