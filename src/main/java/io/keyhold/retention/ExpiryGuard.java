package io.keyhold.retention;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Code;
import io.keyhold.domain.Documents;
import io.keyhold.domain.Due;
import io.keyhold.domain.Problem;
import io.keyhold.retention.ExpiryRecord.Last;
import io.keyhold.retention.ExpiryRecord.Release;
import io.keyhold.retention.ExpiryRecord.Stop;
import io.keyhold.retention.ExpiryRecord.Stops;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stops a run that would mark more than ten points and more than twice what was completed since the
 * run before it: as many points go as come, and where that is not so, something changed that a
 * person should look at. A run that found no time for everything is gone on with by the next one,
 * and both count as one. What somebody released may be marked by one run, as many points as the
 * stopped one named.
 */
final class ExpiryGuard {

  static final int FREE = 10;

  private static final int TIMES = 2;
  private static final int SAMPLE = 20;

  private final ExpiryRecords records;
  private final Completed completed;

  ExpiryGuard(Documents documents, Catalogue catalogue) {
    this.records = new ExpiryRecords(documents);
    this.completed = new Completed(catalogue);
  }

  /** What a run may do. */
  sealed interface Clearance {

    /**
     * It may mark so many points.
     *
     * @param released whether somebody let it
     */
    record Go(int points, boolean released) implements Clearance {}

    /** Nothing, not even a part of it. */
    record Stopped(Problem problem) implements Clearance {}
  }

  /** Decides, and writes down what is about to happen before it does. */
  Clearance decide(ExpiryPlan plan, String run, Instant begun) {
    Last pass = pass(run, begun);
    int points = plan.points().size();
    int all = pass.marked() + points;
    int enough = (all + TIMES - 1) / TIMES;
    int count =
        all <= FREE ? 0 : pass.since().map(since -> completed.since(since, enough)).orElse(0);
    if (all <= FREE || count >= enough) {
      if (plan.whole()) {
        records.change(ExpiryGuard::over);
      }
      records.last(marked(pass, all, false));
      return new Clearance.Go(points, false);
    }
    int released = take(points);
    if (released > 0) {
      records.last(pass);
      return new Clearance.Go(released, true);
    }
    Stop stop = new Stop(run, begun, points, count, pass.since(), sample(plan));
    records.change(stops -> stops.of(run).isPresent() ? stops : stops.and(stop));
    records.last(new Last(run, begun, pass.since(), pass.marked(), true, true));
    return new Clearance.Stopped(problem(stop));
  }

  /**
   * Writes down what became of it.
   *
   * @param marked how many points the run marked, or found marked
   */
  void done(ExpiryPlan plan, Clearance.Go go, int marked, String run, Instant begun) {
    Last pass = records.last().filter(last -> last.run().equals(run)).orElse(pass(run, begun));
    int left = go.points() - marked;
    if (go.released() && left > 0) {
      records.change(stops -> new Stops(stops.stops(), stops.release().map(r -> r.with(left))));
    }
    int counted = go.released() ? pass.marked() : pass.marked() - left;
    boolean whole = plan.whole() && marked == plan.points().size();
    records.last(marked(pass, Math.max(0, counted), whole));
  }

  /** The pass that this run begins, or goes on with. */
  private Last pass(String run, Instant begun) {
    Optional<Last> last = records.last();
    return last.filter(one -> !one.whole() && !one.stopped())
        .map(one -> new Last(run, begun, one.since(), one.marked(), false, false))
        .orElseGet(() -> new Last(run, begun, last.map(Last::at), 0, false, false));
  }

  private static Last marked(Last pass, int marked, boolean whole) {
    return new Last(pass.run(), pass.at(), pass.since(), marked, whole, false);
  }

  /** How many points somebody let go on; taken once, and what stopped before is forgotten. */
  private int take(int points) {
    int[] taken = {0};
    records.change(
        stops -> {
          taken[0] = Math.min(points, stops.release().map(Release::left).orElse(0));
          return taken[0] == 0 ? stops : over(stops);
        });
    return taken[0];
  }

  /** What stopped before no longer says what there is; a release is used up by one run. */
  private static Stops over(Stops stops) {
    return new Stops(List.of(), stops.release().map(used -> used.with(0)));
  }

  private static List<String> sample(ExpiryPlan plan) {
    return plan.points().stream().limit(SAMPLE).map(Due::point).map(Object::toString).toList();
  }

  private static Problem problem(Stop stop) {
    return new Problem(
        Code.EXPIRY_STOPPED,
        stop.run(),
        "%d points would expire, and %d were completed since %s; none was marked"
            .formatted(
                stop.points(),
                stop.completed(),
                stop.since().map(Instant::toString).orElse("the beginning")));
  }
}
