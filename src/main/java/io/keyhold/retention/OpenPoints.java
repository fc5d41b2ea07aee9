package io.keyhold.retention;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Change;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Points that are marked as open, held or copying. Those whose time is over are given up: first the
 * event, then their snapshots. What copies that came to nothing left is deleted. The marker stays
 * until nothing is left to do, so that a sweep that ends half-way is finished by the next one.
 */
final class OpenPoints {

  private final Catalogue catalogue;
  private final Endings endings;
  private final Leftovers leftovers;
  private final InstantSource clock;

  OpenPoints(Catalogue catalogue, Endings endings, Leftovers leftovers, InstantSource clock) {
    this.catalogue = catalogue;
    this.endings = endings;
    this.leftovers = leftovers;
    this.clock = clock;
  }

  /** Goes through the points that were marked with this state, as long as there is time. */
  void sweep(PointState marked, String run, Instant until, Report report) {
    sweep(marked, catalogue.withState(marked), run, until, report);
  }

  /** Goes through those that were taken and are more by now; the others keep their marker. */
  void sweepTaken(String run, Instant until, Report report) {
    List<PointId> left = new ArrayList<>(catalogue.withState(PointState.TAKEN));
    if (left.isEmpty()) {
      return; // the other lists are as long as the catalogue
    }
    Set<PointId> past = new HashSet<>(catalogue.withState(PointState.COMPLETE));
    past.addAll(catalogue.withState(PointState.EXPIRED));
    left.retainAll(past);
    sweep(PointState.TAKEN, left, run, until, report);
  }

  private void sweep(
      PointState marked, List<PointId> ids, String run, Instant until, Report report) {
    for (PointId id : ids) {
      if (clock.instant().isAfter(until)) {
        return;
      }
      report.trying(() -> sweep(id, marked, run, report));
    }
  }

  private void sweep(PointId id, PointState marked, String run, Report report) {
    History history = catalogue.read(id);
    Optional<RecoveryPoint> open = history.point();
    if (open.isEmpty()) {
      return; // the marker is written before its event
    }
    Optional<RecoveryPoint> point =
        endings
            .cause(open.get(), clock.instant())
            .map(cause -> abandoned(history, run, cause, report))
            .orElse(open);
    if (point.isPresent()) {
      leftovers.sweep(point.get(), report);
      if (isStale(marked, point.get())) {
        catalogue.unmark(point.get(), marked);
      }
    }
  }

  /** The point with its new event; empty when another writer was faster, such as a promotion. */
  private Optional<RecoveryPoint> abandoned(
      History history, String run, Problem cause, Report report) {
    Event event = history.next(clock.instant(), run, new Change.Abandoned(cause));
    Optional<RecoveryPoint> point = catalogue.append(history, event).flatMap(History::point);
    point.ifPresent(done -> report.abandoned(done.id()));
    return point;
  }

  /** A point that never comes back to this state is looked at until no writer is left. */
  private boolean isStale(PointState marked, RecoveryPoint point) {
    return hasLeft(marked, point) && Endings.untouched(point, clock.instant());
  }

  /** Whether a point does not come back to a state whose marker a sweep takes away. */
  static boolean hasLeft(PointState marked, RecoveryPoint point) {
    return switch (point.state()) {
      case GATED -> false;
      case HELD -> marked == PointState.GATED;
      case COPYING -> marked != PointState.COPYING && marked != PointState.TAKEN;
      case TAKEN ->
          marked != PointState.TAKEN && (marked != PointState.COPYING || point.passedOver());
      case EXPIRING -> marked != PointState.TAKEN;
      case COMPLETE, EXPIRED, REFUSED, FAILED, ABANDONED -> true;
    };
  }
}
