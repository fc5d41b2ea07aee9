package io.keyhold.restore;

import io.keyhold.domain.Cloud;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Made;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Waiting;
import io.keyhold.restore.Restore.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Makes what a restore asks for, or removes it when the restore is cancelled or fails. Every call
 * looks at what there is and does what is left, so it may be called again at any time by anybody.
 */
public final class RestoreRunner {

  /**
   * How long a removed restore is looked after: longer than a function may run (ten minutes), so
   * that what a runner makes that was slower than the cancellation is found and removed as well.
   */
  static final Duration AFTERCARE = Duration.ofMinutes(15);

  private static final Duration BETWEEN_FIRST_LOOKS = Duration.ofSeconds(2);

  /** A machine may be asked for twelve times a minute (azure-facts.md §2.6). */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  private static final int FIRST_LOOKS = 15;

  /** Four minutes in all, within the function's time-out; the timer goes on where this ends. */
  private static final int LOOKS = 36;

  private final RestoreStore store;
  private final RestoreNames names;
  private final Parts parts;
  private final Waiting waiting;
  private final InstantSource clock;

  public RestoreRunner(Cloud cloud, RestoreStore store, Waiting waiting, InstantSource clock) {
    this.store = store;
    this.names = new RestoreNames(cloud.documents(), store);
    this.parts = new Parts(cloud);
    this.waiting = waiting;
    this.clock = clock;
  }

  /** Works on the restore until it is finished, or for about four minutes. */
  public Optional<Restore> run(String id) {
    Optional<Restore> restore = advance(id);
    for (int look = 1; look < LOOKS && restore.filter(Restore::unfinished).isPresent(); look++) {
      waiting.pause(look < FIRST_LOOKS ? BETWEEN_FIRST_LOOKS : BETWEEN_LOOKS);
      restore = advance(id);
    }
    return restore;
  }

  /** One look: asks for what is missing and notes what is ready. Empty when there is no such id. */
  public Optional<Restore> advance(String id) {
    Optional<Restore> found = store.find(id);
    if (found.isEmpty() || found.get().state() == State.SUCCEEDED) {
      store.close(id);
      return found;
    }
    try {
      return Optional.of(advance(found.get()));
    } catch (CloudFailure failure) {
      note(id, failure);
      throw failure;
    }
  }

  /** A failure that waiting may mend is noted once, so that whoever asks sees why nothing moves. */
  private void note(String id, CloudFailure failure) {
    String what = "will be tried again: " + failure.getMessage();
    try {
      store.change(
          id, known -> known.state().isTerminal() ? known : known.doing(clock.instant(), what));
    } catch (CloudFailure unnoted) {
      failure.addSuppressed(unnoted);
    }
  }

  private Restore advance(Restore restore) {
    if (restore.undoing()) {
      return undo(restore);
    }
    try {
      return make(restore);
    } catch (CloudFailure failure) {
      if (failure.retryHelps()) {
        throw failure;
      }
      Problem cause =
          new Problem(Code.RESTORE_FAILED, failure.problem().subject(), failure.getMessage());
      return failed(restore, cause);
    }
  }

  private Restore make(Restore restore) {
    Restore running = started(restore);
    if (running.undoing()) {
      return undo(running);
    }
    for (List<Part> stage : parts.ahead(running)) {
      switch (make(running, stage)) {
        case Outcome.Ready ready -> {}
        case Outcome.UnderWay underWay -> {
          return store.find(running.id()).orElse(running);
        }
        case Outcome.Broken broken -> {
          return failed(running, broken.cause());
        }
      }
    }
    return finish(running);
  }

  /** How far the parts of one stage are. */
  private sealed interface Outcome {
    record Ready() implements Outcome {}

    record UnderWay() implements Outcome {}

    record Broken(Problem cause) implements Outcome {}
  }

  private Outcome make(Restore restore, List<Part> stage) {
    boolean ready = true;
    for (Part part : stage) {
      Optional<Made> made = part.look();
      if (made.isEmpty()) {
        ready = false;
        if (!doing(restore, part.asking())) {
          break;
        }
        part.ask();
      } else if (!Part.isOf(restore, made.get())) {
        return new Outcome.Broken(part.taken());
      } else {
        switch (made.get().progress()) {
          case CREATING -> ready = false;
          case READY -> ready &= settled(restore, part);
          case FAILED -> {
            return new Outcome.Broken(part.failed());
          }
        }
      }
    }
    return ready ? new Outcome.Ready() : new Outcome.UnderWay();
  }

  /** True when nothing is left to do with a part that is made. */
  private boolean settled(Restore restore, Part part) {
    Optional<String> left = part.left();
    if (left.isPresent() && doing(restore, left.get())) {
      part.settle();
    }
    return left.isEmpty();
  }

  private Restore started(Restore restore) {
    if (restore.state() != State.NOT_STARTED) {
      return restore;
    }
    Optional<Problem> gone = parts.notRestorable(restore);
    if (gone.isPresent()) {
      return failing(restore, gone.get());
    }
    if (!names.claim(restore)) {
      String prefix = restore.request().target().namePrefix();
      return failing(
          restore, new Problem(Code.NAME_TAKEN, prefix, "another restore is using " + prefix));
    }
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
                known.making()
                    ? known.in(State.SUCCEEDED, clock.instant(), "everything is ready")
                    : known);
    if (finished.state() == State.SUCCEEDED) {
      store.close(restore.id());
    }
    return finished;
  }

  /**
   * Removes, last made first, what carries this restore's own tag. It does so for a finished one as
   * well, as long as {@link #AFTERCARE} lasts.
   */
  private Restore undo(Restore restore) {
    for (Part part : parts.backwards(restore)) {
      if (part.look().filter(made -> Part.isOf(restore, made)).isPresent()) {
        store.change(
            restore.id(), known -> known.doing(clock.instant(), "removing " + part.what()));
        part.remove();
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
    if (!clock.instant().isBefore(ended.lastStep().plus(AFTERCARE))) {
      store.close(restore.id());
    }
    return ended;
  }

  /** Removes what was made, unless somebody else has finished the restore meanwhile. */
  private Restore failed(Restore restore, Problem cause) {
    Restore failing = failing(restore, cause);
    return failing.undoing() ? undo(failing) : failing;
  }

  private Restore failing(Restore restore, Problem cause) {
    return store.change(
        restore.id(), known -> known.making() ? known.failing(clock.instant(), cause) : known);
  }

  /** Notes a step before it is done; false when the restore has ended meanwhile. */
  private boolean doing(Restore restore, String what) {
    return store
        .change(restore.id(), known -> known.making() ? known.doing(clock.instant(), what) : known)
        .making();
  }
}
