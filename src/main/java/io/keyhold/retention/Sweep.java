package io.keyhold.retention;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Documents;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policies;
import io.keyhold.domain.PolicyAccess;
import io.keyhold.domain.Slots;
import io.keyhold.domain.Snapshots;
import io.keyhold.heard.Tidying;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Ends what came to no end by itself, and deletes what was left behind (design.md, The gate and
 * State). Its event comes first, the deletion afterwards. It may be called at any time, by anybody,
 * twice at once, and be cut off anywhere: the next one does the rest. Points that can be restored,
 * that are held within their time or are being made are not touched.
 */
public final class Sweep {

  /** The host ends a function after ten minutes; what is left is done by the next sweep. */
  private static final Duration FOR_POINTS = Duration.ofMinutes(5);

  private static final Duration FOR_ALL = Duration.ofMinutes(8);

  private final Policies policies;
  private final OpenPoints open;
  private final ExpiringPoints expiring;
  private final SnapshotGroups groups;
  private final Tidying tidying;
  private final InstantSource clock;

  public Sweep(
      Policies policies,
      Catalogue catalogue,
      Snapshots snapshots,
      Documents documents,
      Slots slots,
      InstantSource clock) {
    Leftovers leftovers = new Leftovers(catalogue, snapshots, clock);
    this.policies = policies;
    this.open = new OpenPoints(catalogue, new Endings(slots), leftovers, clock);
    this.expiring = new ExpiringPoints(catalogue, snapshots, documents, clock);
    this.groups = new SnapshotGroups(catalogue, snapshots, leftovers, clock);
    this.tidying = new Tidying(documents);
    this.clock = clock;
  }

  /**
   * Sweeps once.
   *
   * @param run the id that its events carry
   * @throws CloudFailure when the catalogue cannot be listed
   */
  public Report sweep(String run) {
    Instant begun = clock.instant();
    Report report = new Report();
    open.sweep(PointState.HELD, run, begun.plus(FOR_POINTS), report);
    open.sweep(PointState.GATED, run, begun.plus(FOR_POINTS), report);
    open.sweep(PointState.COPYING, run, begun.plus(FOR_POINTS), report);
    open.sweepTaken(run, begun.plus(FOR_POINTS), report);
    finishExpired(begun.plus(FOR_POINTS), report);
    report.trying(() -> tidying.tidy(clock.instant()));
    report.trying(() -> groups.sweep(PolicyAccess.book(policies), begun.plus(FOR_ALL), report));
    return report;
  }

  /** What a run of expiry was cut off from. */
  private void finishExpired(Instant deadline, Report report) {
    ExpiryReport finished = new ExpiryReport();
    report.trying(() -> expiring.finish(deadline, finished));
    finished.deleted().forEach(report::deleted);
    finished.problems().forEach(report::problem);
  }
}
