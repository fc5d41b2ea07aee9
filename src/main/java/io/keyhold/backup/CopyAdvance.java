package io.keyhold.backup;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Leases;
import io.keyhold.domain.Snapshots;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One tick of the copies: the only place that starts and polls them. It may be called at any time,
 * twice at once, and be cut off anywhere: one goes on under the lease, what is recorded says where,
 * and the rest is done by the next tick. What waits or fails holds up no other machine.
 */
public final class CopyAdvance {

  /** The lease under which copies are started. */
  public static final String LEASE = "copy-advance";

  private final Catalogue catalogue;
  private final Leases leases;
  private final CopyWatch watch;
  private final CopyCourse course;
  private final CopyMemory memory;
  private final InstantSource clock;

  public CopyAdvance(
      Catalogue catalogue,
      Snapshots snapshots,
      Leases leases,
      CopyGate gate,
      Grace grace,
      CopyMemory memory,
      InstantSource clock) {
    this.catalogue = catalogue;
    this.leases = leases;
    this.watch = new CopyWatch(snapshots);
    PointWriter writer = new PointWriter(catalogue, clock);
    this.course =
        new CopyCourse(
            gate,
            watch,
            new CopyStart(snapshots, gate, clock),
            new CopyPast(catalogue),
            new CopyEnd(gate, watch, new KitWriter(catalogue), writer),
            grace,
            writer,
            clock);
    this.memory = memory;
    this.clock = clock;
  }

  /**
   * Goes one step on with every point that has copies to make.
   *
   * @param run the id that its events carry
   * @throws CloudFailure when the catalogue cannot be listed or the lease not be asked for
   */
  public CopyReport advance(String run) {
    CopyReport report = new CopyReport();
    Optional<Leases.Lease> lease = leases.acquire(LEASE);
    if (lease.isEmpty()) {
      report.goesOnElsewhere();
      return report;
    }
    CopyTurn turn = new CopyTurn(lease.get(), clock);
    try {
      new CopyTick(run, catalogue, watch, course, memory, turn, report, clock).go();
    } finally {
      release(lease.get(), report);
    }
    if (turn.lost()) {
      report.goesOnElsewhere();
    }
    return report;
  }

  /** It runs out by itself where it cannot be given back. */
  private static void release(Leases.Lease lease, CopyReport report) {
    try {
      lease.release();
    } catch (CloudFailure failure) {
      report.problem(failure.problem());
    }
  }
}
