package io.keyhold.backup;

import io.keyhold.domain.Action;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Change;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.History;
import io.keyhold.domain.Machine;
import io.keyhold.domain.Machines;
import io.keyhold.domain.Origin;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyAccess;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Backs up one machine for one slot: the gate, then the snapshots, then the record. It may be
 * called again for the same order at any time, by anybody: the names and the numbers of the events
 * see to it that there is one effect.
 */
public final class BackupMachine {

  /** Writers that overtake each other decide again so often before they give way. */
  private static final int ROUNDS = 8;

  private final Machines machines;
  private final Policies policies;
  private final Catalogue catalogue;
  private final GateKeeper gate;
  private final SnapshotTaker snapshots;
  private final Grace grace;
  private final PointWriter writer;
  private final KitWriter kits;
  private final Promotion promotion;

  public BackupMachine(
      Machines machines,
      Policies policies,
      Catalogue catalogue,
      GateKeeper gate,
      SnapshotTaker snapshots,
      Grace grace,
      InstantSource clock) {
    this.machines = machines;
    this.policies = policies;
    this.catalogue = catalogue;
    this.gate = gate;
    this.snapshots = snapshots;
    this.grace = grace;
    this.writer = new PointWriter(catalogue, clock);
    this.kits = new KitWriter(catalogue);
    this.promotion = new Promotion(gate, snapshots, writer, kits, clock);
  }

  /**
   * Does what is left to do for the order.
   *
   * @return the point as it then stands
   * @throws CloudFailure when a call failed; the order should be delivered again
   */
  public RecoveryPoint run(BackupOrder order) {
    for (int round = 1; ; round++) {
      try {
        return attempt(order);
      } catch (PointWriter.Overtaken overtaken) {
        if (round == ROUNDS) {
          throw conflict(order);
        }
      }
    }
  }

  /** Records that the order could not be done; for the last delivery of its message. */
  public RecoveryPoint giveUp(BackupOrder order, Problem cause) {
    for (int round = 1; ; round++) {
      try {
        History history = catalogue.read(order.point());
        Optional<RecoveryPoint> point = history.point();
        if (point.isPresent() && point.get().state().isFinal()) {
          return point.get();
        }
        return append(history, order, origin(order, point), new Change.Failed(cause));
      } catch (PointWriter.Overtaken overtaken) {
        if (round == ROUNDS) {
          throw conflict(order);
        }
      }
    }
  }

  private RecoveryPoint attempt(BackupOrder order) {
    History history = catalogue.read(order.point());
    Optional<RecoveryPoint> point = history.point();
    if (point.isPresent() && point.get().state() == PointState.TAKEN) {
      return finish(history, order, point.get());
    }
    if (point.isPresent() && point.get().state() == PointState.HELD) {
      return promote(history, order, point.get());
    }
    if (point.isPresent() && point.get().state().isFinal()) {
      return point.get();
    }
    Origin origin = origin(order, point);
    Optional<Machine> machine =
        machines
            .read(order.machine())
            .filter(m -> m.summary().vmId().equalsIgnoreCase(order.vmId()));
    if (machine.isEmpty()) {
      return append(history, order, origin, new Change.Failed(gone(order)));
    }
    boolean graceOver = grace.isOver(history, origin);
    Change.Gated look = gate.look(order.run(), machine.get(), origin, graceOver);
    History gated = writer.append(history, order.run(), origin, look);
    return act(gated, order, origin, look);
  }

  /** A held point is judged by what was recorded; the machine may be gone by now. */
  private RecoveryPoint promote(History history, BackupOrder order, RecoveryPoint held) {
    History after = promotion.attempt(history, order.run(), held);
    RecoveryPoint point = after.point().orElseThrow();
    return point.state() == PointState.TAKEN ? finish(after, order, point) : point;
  }

  /** Rule 1: what happens next follows from the recorded decision and from nothing else. */
  private RecoveryPoint act(History gated, BackupOrder order, Origin origin, Change.Gated look) {
    return switch (look.decision().action()) {
      case WAIT -> gated.point().orElseThrow();
      case REFUSE -> append(gated, order, origin, new Change.Refused(look.decision().causes()));
      case PROCEED, HOLD -> snapshot(gated, order, origin, look);
    };
  }

  private RecoveryPoint snapshot(
      History gated, BackupOrder order, Origin origin, Change.Gated look) {
    SnapshotTaker.Taken taken = snapshots.take(order.point(), look.disks(), origin.policy());
    if (RecoveryPoint.dependencies(taken.disks())
        .equals(RecoveryPoint.dependencies(look.disks()))) {
      return record(gated, order, origin, look.decision().action(), look, taken);
    }
    Change.Gated again =
        gate.lookAgain(
            order.run(),
            taken.disks(),
            look.remarks(),
            origin.policy().keys(),
            grace.isOver(gated, origin));
    History regated = writer.append(gated, order.run(), origin, again);
    return record(regated, order, origin, again.decision().action(), again, taken);
  }

  private RecoveryPoint record(
      History gated,
      BackupOrder order,
      Origin origin,
      Action action,
      Change.Gated look,
      SnapshotTaker.Taken taken) {
    return switch (action) {
      case PROCEED -> {
        Change.Taken change = new Change.Taken(taken.snapshots());
        kits.before(gated, change);
        History done = writer.append(gated, order.run(), origin, change);
        yield finish(done, order, done.point().orElseThrow());
      }
      case HOLD ->
          append(
              gated, order, origin, new Change.Held(taken.snapshots(), look.decision().causes()));
      case WAIT -> gated.point().orElseThrow();
      case REFUSE -> append(gated, order, origin, new Change.Refused(changed(order, look)));
    };
  }

  /** Without a copy to make, a taken point is complete. */
  private RecoveryPoint finish(History taken, BackupOrder order, RecoveryPoint point) {
    return point.origin().policy().copy().isPresent()
        ? point
        : append(taken, order, point.origin(), new Change.Completed());
  }

  private RecoveryPoint append(History after, BackupOrder order, Origin origin, Change change) {
    return writer.append(after, order.run(), origin, change).point().orElseThrow();
  }

  /** The origin stays what the first event says; only a first event asks the policies. */
  private Origin origin(BackupOrder order, Optional<RecoveryPoint> point) {
    return point
        .map(RecoveryPoint::origin)
        .orElseGet(
            () ->
                new Origin(
                    order.machine(),
                    order.vmId(),
                    policy(order),
                    order.slot(),
                    order.request(),
                    order.requestedBy()));
  }

  private Policy policy(BackupOrder order) {
    return PolicyAccess.book(policies)
        .named(order.policy())
        .orElseThrow(
            () ->
                new CloudFailure(
                    new Problem(
                        Code.NO_POLICY,
                        order.machine().value(),
                        "there is no policy " + order.policy() + " any more")));
  }

  private static List<Problem> changed(BackupOrder order, Change.Gated look) {
    List<Problem> causes = new ArrayList<>(look.decision().causes());
    causes.add(
        new Problem(
            Code.KEYS_CHANGED,
            order.machine().value(),
            "the keys changed between the check and the snapshot"));
    return causes;
  }

  private static Problem gone(BackupOrder order) {
    return new Problem(
        Code.MACHINE_GONE,
        order.machine().value(),
        "there is no machine " + order.machine().name() + " with vmId " + order.vmId());
  }

  private static CloudFailure conflict(BackupOrder order) {
    return new CloudFailure(
        new Problem(
            Code.CLOUD_CONFLICT, order.point().value(), "other writers were faster every time"));
  }
}
