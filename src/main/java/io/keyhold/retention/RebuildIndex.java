package io.keyhold.retention;

import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Documents;
import io.keyhold.domain.History;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.heard.Successes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the index anew from the events (design.md, State): whatever markers are missing are there
 * afterwards, and none is taken away. It may be called at any time, twice at once, and be cut off
 * anywhere. It holds one page of ids and one point at a time.
 */
public final class RebuildIndex {

  /** Azure's front gives up on an HTTP call after 230 s. */
  private static final Duration TIME = Duration.ofSeconds(60);

  private static final int PAGE = 100;

  /** Enough to read in one answer; the next call goes on. */
  private static final int PROBLEMS = 100;

  private static final List<PointState> SWEPT =
      List.of(PointState.GATED, PointState.HELD, PointState.COPYING, PointState.TAKEN);

  private final Catalogue catalogue;
  private final Successes successes;
  private final InstantSource clock;

  public RebuildIndex(Catalogue catalogue, Documents documents, InstantSource clock) {
    this.catalogue = catalogue;
    this.successes = new Successes(documents);
    this.clock = clock;
  }

  /**
   * What one call did.
   *
   * @param points looked at
   * @param written markers that were missing
   * @param problems points whose events do not follow from one another; what comes before the break
   *     is marked, so that they are seen
   * @param continuation where the next call goes on; empty when all is done
   */
  public record Progress(
      int points, int written, List<Problem> problems, Optional<String> continuation) {
    public Progress {
      problems = List.copyOf(problems);
    }

    private Progress with(int marked, Optional<Problem> problem) {
      List<Problem> all = new ArrayList<>(problems);
      problem.ifPresent(all::add);
      return new Progress(points + 1, written + marked, all, continuation);
    }

    private Progress until(Optional<String> next) {
      return new Progress(points, written, problems, next);
    }
  }

  /**
   * Goes through the points from there on, for a minute.
   *
   * @throws CloudFailure when the store cannot be asked and not a single page was done
   */
  public Progress from(Optional<String> continuation) {
    Instant end = clock.instant().plus(TIME);
    Progress done = page(new Progress(0, 0, List.of(), continuation));
    while (done.continuation().isPresent()
        && done.problems().size() < PROBLEMS
        && clock.instant().isBefore(end)) {
      try {
        done = page(done);
      } catch (CloudFailure failure) {
        return done; // the caller asks again, from this page on
      }
    }
    return done;
  }

  private Progress page(Progress before) {
    Catalogue.Page page = catalogue.all(before.continuation(), PAGE);
    Progress done = before;
    for (PointId id : page.points()) {
      done = point(id, done);
    }
    return done.until(page.continuation());
  }

  private Progress point(PointId id, Progress before) {
    History history;
    try {
      history = catalogue.read(id);
    } catch (BrokenChainException broken) {
      return before.with(catalogue.mark(broken.sound(), Set.of()), Optional.of(broken.problem()));
    }
    try {
      Set<PointState> over = history.point().map(this::over).orElse(Set.of());
      history.point().filter(RecoveryPoint::wasTaken).ifPresent(successes::note);
      return before.with(catalogue.mark(history, over), Optional.empty());
    } catch (BrokenChainException impossible) {
      return before.with(catalogue.mark(history, Set.of()), Optional.of(impossible.problem()));
    }
  }

  /** What the sweep and the expiry take away by the same rules. */
  private Set<PointState> over(RecoveryPoint point) {
    Set<PointState> over = EnumSet.noneOf(PointState.class);
    if (Endings.untouched(point, clock.instant())) {
      SWEPT.stream().filter(state -> OpenPoints.hasLeft(state, point)).forEach(over::add);
      if (point.state() == PointState.EXPIRED) {
        over.addAll(ExpiringPoints.PAST);
      }
    }
    return over;
  }
}
