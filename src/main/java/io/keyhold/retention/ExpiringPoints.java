package io.keyhold.retention;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Change;
import io.keyhold.domain.Documents;
import io.keyhold.domain.Due;
import io.keyhold.domain.History;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Snapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Points that are marked as expiring. When their time is over the rule is evaluated once more: what
 * something protects by now is kept; of the rest the event comes first and the deletion afterwards.
 * The marker stays until nothing is left, so that a run that ends half-way is finished by the next
 * one, or by a sweep.
 */
final class ExpiringPoints {

  /** The states of which an expired point is not marked any more. */
  static final List<PointState> PAST =
      List.of(PointState.TAKEN, PointState.COPYING, PointState.COMPLETE, PointState.EXPIRING);

  private final Catalogue catalogue;
  private final OpenRestores restores;
  private final Deletions deletions;
  private final Dues dues;
  private final InstantSource clock;

  ExpiringPoints(
      Catalogue catalogue, Snapshots snapshots, Documents documents, InstantSource clock) {
    this.catalogue = catalogue;
    this.restores = new OpenRestores(documents);
    this.deletions = new Deletions(snapshots);
    this.dues = new Dues(catalogue, clock);
    this.clock = clock;
  }

  /** Only finishes what was cut off: deletes what is left of points that have expired. */
  void finish(Instant deadline, ExpiryReport report) {
    dues.forEach(
        Due.What.DELETION,
        clock.instant(),
        deadline,
        due -> {
          report.trying(() -> finish(due, report));
          return true;
        });
  }

  private void finish(Due due, ExpiryReport report) {
    catalogue
        .read(due.point())
        .point()
        .filter(point -> point.state() == PointState.EXPIRED)
        .ifPresent(point -> finish(point, due, report));
  }

  /** Ends or keeps those whose time is over, and keeps early what a longer keep now holds. */
  void work(ExpiryRule rule, String run, Instant deadline, ExpiryReport report) {
    Foresight foresight = new Foresight(rule.book());
    Instant now = clock.instant();
    dues.forEach(
        Due.What.DELETION,
        now.plus(Policy.Keep.EXPIRING),
        deadline,
        due -> {
          if (!due.from().isAfter(now) || foresight.keeps(due, now)) {
            report.trying(() -> work(rule, due, run, report));
          }
          return true;
        });
  }

  private void work(ExpiryRule rule, Due due, String run, ExpiryReport report) {
    History history = catalogue.read(due.point());
    Optional<RecoveryPoint> found = history.point();
    if (found.isEmpty()) {
      return; // the marker is written before its event
    }
    RecoveryPoint point = found.get();
    switch (point.state()) {
      case EXPIRING -> {
        if (Due.of(point).equals(Optional.of(due))) {
          decide(rule, history, point, due, run, report);
        } else {
          catalogue.settle(due); // it was kept, and marked again since
        }
      }
      case EXPIRED -> finish(point, due, report);
      case TAKEN, COPYING, COMPLETE -> settleOld(due);
      case GATED, REFUSED, HELD, FAILED, ABANDONED -> {}
    }
  }

  /** It was kept, or never marked; a marker of later may be one that is just being written. */
  private void settleOld(Due due) {
    if (!due.from().isAfter(clock.instant())) {
      catalogue.settle(due);
    }
  }

  private void decide(
      ExpiryRule rule,
      History history,
      RecoveryPoint point,
      Due due,
      String run,
      ExpiryReport report) {
    Instant now = clock.instant();
    boolean over = !now.isBefore(point.deleteAfter().orElseThrow());
    Optional<String> protection =
        rule.protection(point, new NewerPoints(catalogue, point, report), now)
            .or(() -> over ? restores.user(point.id()) : Optional.empty());
    if (protection.isPresent()) {
      Change kept = new Change.Kept(point.beforeExpiring().orElseThrow(), protection.get());
      if (append(history, run, kept).isPresent()) {
        report.kept(point.id());
        catalogue.settle(due);
      }
    } else if (over) {
      append(history, run, new Change.Expired())
          .flatMap(History::point)
          .ifPresent(
              expired -> {
                report.expired(expired.id());
                finish(expired, due, report);
              });
    }
  }

  private Optional<History> append(History history, String run, Change change) {
    return catalogue.append(history, history.next(clock.instant(), run, change));
  }

  /** A restore that was accepted a moment before the event still finds its snapshots. */
  private void finish(RecoveryPoint point, Due due, ExpiryReport report) {
    if (restores.user(point.id()).isEmpty() && deletions.delete(point, report)) {
      PAST.forEach(state -> catalogue.unmark(point, state));
      catalogue.settle(due);
    }
  }
}
