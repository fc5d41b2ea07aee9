package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Requester;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A restore and how far it is.
 *
 * @param requestedBy who asked for it first; empty in a record of a release that did not ask who
 *     calls
 * @param cancelledBy who asked first for its end
 * @param disks what it makes, decided when it was accepted
 * @param machine what it makes of them, where a whole machine was asked for
 * @param cancelling true once somebody asked for its end, until what it made is gone
 */
public record Restore(
    String id,
    RestoreRequest request,
    Optional<Requester> requestedBy,
    State state,
    boolean cancelling,
    Optional<Requester> cancelledBy,
    List<Target> disks,
    Optional<MachineTarget> machine,
    List<Step> steps,
    Optional<Problem> problem) {

  /** The states of Azure's long-running operations. */
  public enum State {
    NOT_STARTED("NotStarted"),
    RUNNING("Running"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    CANCELED("Canceled");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public boolean isTerminal() {
      return switch (this) {
        case NOT_STARTED, RUNNING -> false;
        case SUCCEEDED, FAILED, CANCELED -> true;
      };
    }
  }

  /** A disk to be made, and from which snapshot. */
  public record Target(Lun lun, ArmId snapshot, ArmId disk) {}

  /** The machine to be made, and the network interface that it gets. */
  public record MachineTarget(ArmId nic, ArmId machine) {}

  /** Something that was done, and when. */
  public record Step(Instant at, String what) {}

  public Restore {
    disks = List.copyOf(disks);
    steps = List.copyOf(steps);
  }

  /** True while there is something to do: to make disks, or to remove them. */
  public boolean unfinished() {
    return !state.isTerminal();
  }

  /** True when what was made is to be removed: it was cancelled, or it failed. */
  boolean undoing() {
    return cancelling || problem.isPresent();
  }

  /** True while it may go on making things. */
  boolean making() {
    return !state.isTerminal() && !undoing();
  }

  /** Where it makes everything. */
  GroupId group() {
    return GroupId.of(disks.get(0).disk());
  }

  /** When its last step was noted. */
  Instant lastStep() {
    return steps.isEmpty() ? Instant.EPOCH : steps.get(steps.size() - 1).at();
  }

  Restore in(State next, Instant at, String what) {
    return with(next, cancelling, cancelledBy, and(at, what), problem);
  }

  /** The same step again is the same step. */
  Restore doing(Instant at, String what) {
    boolean again = !steps.isEmpty() && steps.get(steps.size() - 1).what().equals(what);
    return again ? this : in(state, at, what);
  }

  Restore cancelled(Instant at, Requester who) {
    return with(state, true, Optional.of(who), and(at, "cancellation was asked for"), problem);
  }

  Restore failing(Instant at, Problem cause) {
    return with(state, cancelling, cancelledBy, and(at, cause.detail()), Optional.of(cause));
  }

  private Restore with(
      State next,
      boolean cancelled,
      Optional<Requester> canceller,
      List<Step> noted,
      Optional<Problem> failure) {
    return new Restore(
        id, request, requestedBy, next, cancelled, canceller, disks, machine, noted, failure);
  }

  private List<Step> and(Instant at, String what) {
    List<Step> all = new ArrayList<>(steps);
    all.add(new Step(at, what));
    return all;
  }
}
