package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A restore and how far it is.
 *
 * @param disks what it makes, decided when it was accepted
 * @param cancelling true once somebody asked for its end, until what it made is gone
 */
public record Restore(
    String id,
    RestoreRequest request,
    State state,
    boolean cancelling,
    List<Target> disks,
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

  Restore in(State next, Instant at, String what) {
    return new Restore(id, request, next, cancelling, disks, and(at, what), problem);
  }

  Restore doing(Instant at, String what) {
    return in(state, at, what);
  }

  Restore cancelledBy(Instant at) {
    return new Restore(
        id, request, state, true, disks, and(at, "cancellation was asked for"), problem);
  }

  Restore failing(Instant at, Problem cause) {
    return new Restore(
        id, request, state, cancelling, disks, and(at, cause.detail()), Optional.of(cause));
  }

  private List<Step> and(Instant at, String what) {
    List<Step> all = new ArrayList<>(steps);
    all.add(new Step(at, what));
    return all;
  }
}
