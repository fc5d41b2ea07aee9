package io.keyhold.retention;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Documents;
import io.keyhold.domain.Policies;
import io.keyhold.domain.PolicyAccess;
import io.keyhold.domain.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Lets points expire by the policies' {@code keep} (design.md, rule 8): marks those whose time is
 * over, and deletes what was marked fourteen days before. It may be called at any time, by anybody,
 * twice at once, and be cut off anywhere: the number of an event is the lock, and the next run does
 * the rest. Without a readable policy document nothing is marked or deleted: a longer keep may
 * stand in it.
 */
public final class Expire {

  /** The host ends a function after ten minutes; what is left is done by the next run. */
  private static final Duration FOR_DELETIONS = Duration.ofMinutes(3);

  private static final Duration FOR_PLAN = Duration.ofMinutes(6);
  private static final Duration FOR_ALL = Duration.ofMinutes(8);

  private final Policies policies;
  private final Catalogue catalogue;
  private final ExpiringPoints expiring;
  private final ExpiryGuard guard;
  private final ExpiryMarks marks;
  private final InstantSource clock;

  public Expire(
      Policies policies,
      Catalogue catalogue,
      Snapshots snapshots,
      Documents documents,
      InstantSource clock) {
    this.policies = policies;
    this.catalogue = catalogue;
    this.expiring = new ExpiringPoints(catalogue, snapshots, documents, clock);
    this.guard = new ExpiryGuard(documents, catalogue);
    this.marks = new ExpiryMarks(catalogue, clock);
    this.clock = clock;
  }

  /**
   * One run.
   *
   * @param run the id that its events carry
   */
  public ExpiryReport expire(String run) {
    Instant begun = clock.instant();
    ExpiryReport report = new ExpiryReport();
    Optional<ExpiryRule> rule = rule(report);
    report.trying(
        () ->
            rule.ifPresentOrElse(
                known -> expiring.work(known, run, begun.plus(FOR_DELETIONS), report),
                () -> expiring.finish(begun.plus(FOR_DELETIONS), report)));
    rule.ifPresent(known -> report.trying(() -> mark(known, run, begun, report)));
    return report;
  }

  private Optional<ExpiryRule> rule(ExpiryReport report) {
    try {
      return Optional.of(new ExpiryRule(PolicyAccess.book(policies)));
    } catch (CloudFailure failure) {
      failure.problems().forEach(report::problem);
      return Optional.empty();
    }
  }

  private void mark(ExpiryRule rule, String run, Instant begun, ExpiryReport report) {
    ExpiryPlan plan = ExpiryPlan.make(rule, catalogue, clock, begun.plus(FOR_PLAN), report);
    switch (guard.decide(plan, run, begun)) {
      case ExpiryGuard.Clearance.Stopped stopped -> report.problem(stopped.problem());
      case ExpiryGuard.Clearance.Go go -> {
        int done = marks.mark(plan, go.points(), rule, run, begun.plus(FOR_ALL), report);
        guard.done(plan, go, done, run, begun);
      }
    }
  }
}
