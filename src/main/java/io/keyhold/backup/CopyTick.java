package io.keyhold.backup;

import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.History;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The work of one tick: first what runs, then what waits, in order. */
final class CopyTick {

  private final String run;
  private final Catalogue catalogue;
  private final CopyWatch watch;
  private final CopyCourse course;
  private final CopyMemory memory;
  private final CopyTurn turn;
  private final CopyReport report;
  private final InstantSource clock;
  private final CopyQueue queue = new CopyQueue();
  private final Set<PointId> marked = new LinkedHashSet<>();
  private final Set<PointId> dealtWith = new HashSet<>();

  /** Whether something could not be read that may be in the way of others. */
  private boolean blind;

  CopyTick(
      String run,
      Catalogue catalogue,
      CopyWatch watch,
      CopyCourse course,
      CopyMemory memory,
      CopyTurn turn,
      CopyReport report,
      InstantSource clock) {
    this.clock = clock;
    this.run = run;
    this.catalogue = catalogue;
    this.watch = watch;
    this.course = course;
    this.memory = memory;
    this.turn = turn;
    this.report = report;
  }

  void go() {
    marked.addAll(catalogue.withState(PointState.COPYING));
    for (PointId id : marked) {
      if (!memory.isDone(id)) {
        if (!turn.goesOn()) {
          return;
        }
        read(id).ifPresent(this::underWay);
      }
    }
    List<CopyWish> later = new ArrayList<>();
    for (CopyWish wish : wishes()) {
      if (blind || !turn.goesOn()) {
        return;
      }
      if (queue.turn(wish) != CopyQueue.Turn.START) {
        report.hasToWait();
      } else if (memory.asked(wish.point()).isPresent()) {
        queue.waits(wish);
        later.add(wish);
      } else {
        begin(wish);
      }
    }
    askAgain(later);
  }

  /**
   * A key that is looked for twice takes half a minute: those that wait for one come after all
   * others, and those first whose keys have not been asked for the longest.
   */
  private void askAgain(List<CopyWish> wishes) {
    wishes.sort(Comparator.comparing(wish -> memory.asked(wish.point()).orElse(wish.made())));
    for (CopyWish wish : wishes) {
      if (!turn.goesOn()) {
        return;
      }
      if (queue.hasRoom(wish)) {
        begin(wish);
      } else {
        report.hasToWait();
      }
    }
  }

  /** Nothing is started in a tick that could not see all that may run. */
  private Optional<History> read(PointId id) {
    try {
      return Optional.of(catalogue.read(id)).filter(history -> history.point().isPresent());
    } catch (BrokenChainException broken) {
      report.problem(broken.problem());
    } catch (CloudFailure failure) {
      report.problem(failure.problem());
      blind |= failure.retryHelps();
    }
    return Optional.empty();
  }

  private void underWay(History history) {
    RecoveryPoint point = history.point().orElseThrow();
    Optional<CopyWish> wish = CopyWish.of(point);
    if (wish.isEmpty()) {
      return;
    }
    switch (point.state()) {
      case COPYING -> goOn(history, wish.get());
      case TAKEN -> leftovers(point, wish.get());
      case EXPIRING -> {
        if (point.copies().isEmpty()) {
          leftovers(point, wish.get());
        } else {
          memory.done(point.id());
        }
      }
      case COMPLETE, EXPIRED -> memory.done(point.id());
      case GATED, HELD, REFUSED, FAILED, ABANDONED -> {}
    }
  }

  /** Until the next tick its disks are busy, unless everything is there. */
  private void goOn(History history, CopyWish wish) {
    dealtWith.add(wish.point());
    Optional<CopyOutcome> outcome = step(wish, () -> course.goOn(run, history, turn));
    boolean whole =
        outcome
            .filter(CopyOutcome.Ended.class::isInstance)
            .map(ended -> ((CopyOutcome.Ended) ended).point())
            .filter(point -> point.state() == PointState.COMPLETE)
            .isPresent();
    if (!whole) {
      queue.runs(wish);
    }
  }

  /** Copies that came to nothing run on until the sweep deletes them. */
  private void leftovers(RecoveryPoint point, CopyWish wish) {
    boolean any = false;
    for (SnapshotRecord source : point.snapshots()) {
      Optional<CopyWatch.Sight> sight = trying(() -> watch.look(point, source));
      if (sight.isEmpty() || sight.get() instanceof CopyWatch.Sight.Running) {
        queue.runs(wish.lane(), Set.of(CopyWish.disk(point, source)));
        any = true;
      }
    }
    if (!any && point.passedOver()) {
      memory.done(point.id());
    }
  }

  private void begin(CopyWish wish) {
    Optional<CopyOutcome> outcome =
        step(
            wish,
            () ->
                CopyCourse.isWaiting(catalogue.read(wish.point()))
                    .map(history -> course.begin(run, history, wish, turn))
                    .orElseGet(() -> new CopyOutcome.Waits(List.of())));
    memory.forget(wish.point());
    if (outcome.filter(CopyOutcome.Waits.class::isInstance).isPresent()) {
      memory.asked(wish.point(), clock.instant());
    }
    boolean over = outcome.filter(CopyTick::isOver).isPresent();
    boolean runs = outcome.filter(CopyOutcome.Runs.class::isInstance).isPresent();
    if (runs) {
      queue.runs(wish);
    } else if (!over) {
      queue.waits(wish);
    }
  }

  /** False for an attempt that came to nothing and will be repeated: it keeps its turn. */
  private static boolean isOver(CopyOutcome outcome) {
    return outcome instanceof CopyOutcome.Ended ended
        && (ended.point().passedOver() || ended.point().state() == PointState.COMPLETE);
  }

  /** One step of one point; what goes wrong is reported and done again by the next tick. */
  private Optional<CopyOutcome> step(CopyWish wish, Step<CopyOutcome> step) {
    Optional<CopyOutcome> outcome = trying(step);
    outcome.ifPresent(known -> report.outcome(wish.point(), known));
    return outcome;
  }

  private interface Step<T> {
    T take();
  }

  private <T> Optional<T> trying(Step<T> step) {
    try {
      return Optional.of(step.take());
    } catch (PointWriter.Overtaken overtaken) {
      return Optional.empty(); // another writer was faster, and the next tick reads what it wrote
    } catch (BrokenChainException broken) {
      report.problem(broken.problem());
    } catch (CloudFailure failure) {
      report.problem(failure.problem());
    }
    return Optional.empty();
  }

  /**
   * What waits, in order. A point that was taken and became complete without copies is left out.
   */
  private List<CopyWish> wishes() {
    List<PointId> candidates =
        catalogue.withState(PointState.TAKEN).stream()
            .filter(id -> !dealtWith.contains(id) && !memory.isDone(id))
            .toList();
    if (candidates.isEmpty()) {
      return List.of(); // the list of complete points is as long as the catalogue
    }
    Set<PointId> complete = new HashSet<>(catalogue.withState(PointState.COMPLETE));
    List<CopyWish> wishes = new ArrayList<>();
    for (PointId id : candidates) {
      if (!complete.contains(id) && !blind && turn.goesOn()) {
        memory.wish(id).or(() -> read(id).flatMap(this::wish)).ifPresent(wishes::add);
      }
    }
    return wishes.stream().sorted().toList();
  }

  private Optional<CopyWish> wish(History history) {
    Optional<CopyWish> wish =
        CopyCourse.isWaiting(history).flatMap(History::point).flatMap(CopyWish::of);
    wish.ifPresentOrElse(memory::waits, () -> noWish(history));
    return wish;
  }

  /** What was marked as copying is looked at until its leftovers are gone. */
  private void noWish(History history) {
    RecoveryPoint point = history.point().orElseThrow();
    boolean open =
        switch (point.state()) {
          case GATED, HELD, COPYING -> true;
          case EXPIRING -> mayWaitAgain(point);
          case TAKEN, COMPLETE, EXPIRED, REFUSED, FAILED, ABANDONED -> false;
        };
    if (!open && !marked.contains(history.id())) {
      memory.done(history.id());
    }
  }

  /** It waited for its copies until it was marked, and waits for them again if it is kept. */
  private static boolean mayWaitAgain(RecoveryPoint point) {
    return point.beforeExpiring().filter(PointState.TAKEN::equals).isPresent()
        && point.copyTarget().isPresent()
        && !point.passedOver();
  }
}
