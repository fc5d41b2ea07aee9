package io.keyhold.restore;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Tags;
import io.keyhold.domain.Waiting;
import io.keyhold.restore.Restore.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes the disks of a restore, or removes them when it is cancelled or fails. Every call looks at
 * what there is and does what is left, so it may be called again at any time by anybody.
 */
public final class RestoreRunner {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** Within the function's time-out of ten minutes; the timer goes on where this ends. */
  private static final int LOOKS = 120;

  private final RestoreStore store;
  private final Catalogue catalogue;
  private final Disks disks;
  private final Waiting waiting;
  private final InstantSource clock;

  public RestoreRunner(
      RestoreStore store, Catalogue catalogue, Disks disks, Waiting waiting, InstantSource clock) {
    this.store = store;
    this.catalogue = catalogue;
    this.disks = disks;
    this.waiting = waiting;
    this.clock = clock;
  }

  /** Works on the restore until it is finished, or for about four minutes. */
  public Optional<Restore> run(String id) {
    Optional<Restore> restore = advance(id);
    for (int look = 1; look < LOOKS && restore.filter(Restore::unfinished).isPresent(); look++) {
      waiting.pause(BETWEEN_LOOKS);
      restore = advance(id);
    }
    return restore;
  }

  /** One look: asks for what is missing and notes what is ready. Empty when there is no such id. */
  public Optional<Restore> advance(String id) {
    Optional<Restore> found = store.find(id);
    if (found.isEmpty()) {
      store.close(id);
      return found;
    }
    Restore restore = found.get();
    if (restore.undoing()) {
      return Optional.of(undo(restore));
    }
    if (restore.state().isTerminal()) {
      store.close(id);
      return found;
    }
    try {
      return Optional.of(make(restore));
    } catch (CloudFailure failure) {
      if (failure.retryHelps()) {
        throw failure;
      }
      Problem cause =
          new Problem(Code.RESTORE_FAILED, failure.problem().subject(), failure.getMessage());
      return Optional.of(undo(failing(restore, cause)));
    }
  }

  private Restore make(Restore restore) {
    Restore running = started(restore);
    RecoveryPoint point = catalogue.read(restore.request().point()).point().orElseThrow();
    boolean ready = true;
    for (Restore.Target target : running.disks()) {
      Optional<Disks.Status> status = disks.status(target.disk());
      if (status.isEmpty()) {
        running = step(running, "asked for the disk " + target.disk().name());
        if (running.undoing()) {
          return running;
        }
        disks.create(Wanted.disk(running, target, point));
        ready = false;
      } else if (!ours(status.get(), running)) {
        return undo(failing(running, taken(target)));
      } else {
        switch (status.get().progress()) {
          case CREATING -> ready = false;
          case READY -> {}
          case FAILED -> {
            return undo(failing(running, failed(target)));
          }
        }
      }
    }
    return ready ? finish(running) : running;
  }

  private Restore started(Restore restore) {
    return store.change(
        restore.id(),
        known ->
            known.state() == State.NOT_STARTED && !known.undoing()
                ? known.in(State.RUNNING, clock.instant(), "started")
                : known);
  }

  private Restore finish(Restore restore) {
    Restore finished =
        store.change(
            restore.id(),
            known ->
                known.undoing() || known.state().isTerminal()
                    ? known
                    : known.in(State.SUCCEEDED, clock.instant(), "every disk is ready"));
    if (finished.state() == State.SUCCEEDED) {
      store.close(restore.id());
    }
    return finished;
  }

  /**
   * Removes the disks that carry this restore's own tag. It does so for a finished one as well: a
   * runner that was slower than the cancellation may have made one since.
   */
  private Restore undo(Restore restore) {
    for (Restore.Target target : restore.disks()) {
      Optional<Disks.Status> status = disks.status(target.disk());
      if (status.filter(found -> ours(found, restore)).isPresent()) {
        step(restore, "removing the disk " + target.disk().name());
        disks.delete(target.disk());
      }
    }
    Restore ended =
        store.change(
            restore.id(),
            known ->
                known.state().isTerminal()
                    ? known
                    : known.in(
                        known.cancelling() ? State.CANCELED : State.FAILED,
                        clock.instant(),
                        "what was made is removed"));
    store.close(restore.id());
    return ended;
  }

  private Restore failing(Restore restore, Problem cause) {
    return store.change(
        restore.id(), known -> known.undoing() ? known : known.failing(clock.instant(), cause));
  }

  private Restore step(Restore restore, String what) {
    return store.change(restore.id(), known -> known.doing(clock.instant(), what));
  }

  private static boolean ours(Disks.Status status, Restore restore) {
    return Tags.value(status.tags(), Tags.RESTORE).filter(restore.id()::equals).isPresent();
  }

  private static Problem taken(Restore.Target target) {
    return new Problem(
        Code.NAME_TAKEN,
        target.disk().value(),
        "somebody else made a disk " + target.disk().name());
  }

  private static Problem failed(Restore.Target target) {
    return new Problem(
        Code.RESTORE_FAILED,
        target.disk().value(),
        "Azure could not make the disk " + target.disk().name());
  }
}
