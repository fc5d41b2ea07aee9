package io.keyhold.backup;

import io.keyhold.domain.Action;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.Decision;
import io.keyhold.domain.History;
import io.keyhold.domain.Hold;
import io.keyhold.domain.Origin;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A held point becomes a backup when every key that its snapshots need is there again (design.md,
 * The gate). What it needs stands in its events: the machine is not asked, nothing new is
 * snapshotted, and a rotation that happened since does not help. It competes with the sweep for the
 * number of the next event, so that nothing is promoted after it was swept.
 */
final class Promotion {

  private final GateKeeper gate;
  private final SnapshotTaker snapshots;
  private final PointWriter writer;
  private final KitWriter kits;
  private final InstantSource clock;

  Promotion(
      GateKeeper gate,
      SnapshotTaker snapshots,
      PointWriter writer,
      KitWriter kits,
      InstantSource clock) {
    this.gate = gate;
    this.snapshots = snapshots;
    this.writer = writer;
    this.kits = kits;
    this.clock = clock;
  }

  /** The history with what this attempt added to it: nothing, a changed reason, or its end. */
  History attempt(History history, String run, RecoveryPoint held) {
    if (Hold.isOver(held, clock.instant())) {
      return history;
    }
    Origin origin = held.origin();
    Change.Gated look =
        gate.lookAgain(run, held.disks(), held.remarks(), origin.policy().keys(), false);
    Change.Gated judged =
        new Change.Gated(held.disks(), look.verdicts(), look.decision(), held.remarks());
    if (!look.decision().positive()) {
      return news(held, look.decision()) ? writer.append(history, run, origin, judged) : history;
    }
    if (!look.disks().equals(held.disks())) {
      return history; // a version found only now need not be the one of the day of the snapshot
    }
    Optional<Problem> missing = snapshots.missing(held.snapshots());
    if (missing.isPresent()) {
      return writer.append(history, run, origin, new Change.Abandoned(missing.get()));
    }
    History gated = writer.append(history, run, origin, judged);
    Change.Taken taken = new Change.Taken(held.snapshots());
    kits.before(gated, taken);
    return writer.append(gated, run, origin, taken);
  }

  /**
   * There are some 2,000 ticks in seven days: only a reason that was not known before is recorded,
   * and never that nothing could be found out.
   */
  private static boolean news(RecoveryPoint held, Decision decision) {
    return decision.action() != Action.WAIT
        && !codes(decision.causes()).equals(codes(held.causes()));
  }

  private static List<Code> codes(List<Problem> causes) {
    return causes.stream().map(Problem::code).distinct().sorted().toList();
  }
}
