package io.keyhold.retention;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Change;
import io.keyhold.domain.Due;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Marks the planned points, each only if the rule, evaluated again, still says so. */
final class ExpiryMarks {

  private final Catalogue catalogue;
  private final InstantSource clock;

  ExpiryMarks(Catalogue catalogue, InstantSource clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * Marks so many of them, oldest first, as long as there is time.
   *
   * @return how many need no look any more; what failed is planned again by the next run
   */
  int mark(
      ExpiryPlan plan,
      int most,
      ExpiryRule rule,
      String run,
      Instant deadline,
      ExpiryReport report) {
    int done = 0;
    for (Due due : plan.points().subList(0, most)) {
      if (clock.instant().isAfter(deadline)) {
        break;
      }
      if (report.trying(() -> mark(due, rule, run, report))) {
        done++;
      }
    }
    return done;
  }

  private void mark(Due due, ExpiryRule rule, String run, ExpiryReport report) {
    History history = catalogue.read(due.point());
    Instant now = clock.instant();
    Optional<RecoveryPoint> toGo =
        history
            .point()
            .filter(
                point -> point.state() == PointState.TAKEN || point.state() == PointState.COMPLETE)
            .filter(
                point ->
                    rule.protection(point, new NewerPoints(catalogue, point, report), now)
                        .isEmpty());
    if (toGo.isEmpty()) {
      return;
    }
    Event event =
        history.next(
            now,
            run,
            new Change.Expiring(rule.because(toGo.get()), now.plus(Policy.Keep.EXPIRING)));
    if (catalogue.append(history, event).isPresent()) {
      report.expiring(due.point());
      catalogue.settle(due);
    }
  }
}
