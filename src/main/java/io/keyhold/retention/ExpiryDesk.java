package io.keyhold.retention;

import io.keyhold.domain.Code;
import io.keyhold.domain.Documents;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Requester;
import io.keyhold.retention.ExpiryRecord.Last;
import io.keyhold.retention.ExpiryRecord.Release;
import io.keyhold.retention.ExpiryRecord.Stop;
import io.keyhold.retention.ExpiryRecord.Stops;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Shows how expiry stands, and lets a run go on that stopped. */
public final class ExpiryDesk {

  /**
   * What is shown: the last run, the runs that stopped and wait, newest first, the last release.
   */
  public record View(Optional<Run> last, List<Stopped> stopped, Optional<Released> released) {
    public View {
      stopped = List.copyOf(stopped);
    }
  }

  /** A run that has ended, or ran out of time. */
  public record Run(String run, Instant at, int marked, boolean whole, boolean stopped) {}

  /** A run that marked nothing because it would have marked too many. */
  public record Stopped(
      String run,
      Instant at,
      int points,
      int completed,
      Optional<Instant> since,
      List<String> sample) {
    public Stopped {
      sample = List.copyOf(sample);
    }
  }

  /**
   * What somebody let go on.
   *
   * @param left how many points the next run may still mark because of it
   * @param requestedBy who let it go on
   */
  public record Released(
      String run, Instant at, int points, int left, Optional<Requester> requestedBy) {}

  /** What became of a release. */
  public sealed interface Answer {
    record Accepted(Released released) implements Answer {}

    record Refused(Problem problem) implements Answer {}
  }

  private final ExpiryRecords records;
  private final InstantSource clock;

  public ExpiryDesk(Documents documents, InstantSource clock) {
    this.records = new ExpiryRecords(documents);
    this.clock = clock;
  }

  public View view() {
    Stops stops = records.stops();
    return new View(
        records.last().map(ExpiryDesk::shown),
        stops.stops().stream().map(ExpiryDesk::shown).toList(),
        stops.release().map(ExpiryDesk::shown));
  }

  /** Lets as many points expire, in the next run, as this one would have marked. Once. */
  public Answer release(String run, Requester who) {
    Stops after =
        records.change(
            stops ->
                stops.release().filter(known -> known.run().equals(run)).isPresent()
                    ? stops
                    : stops.of(run).map(stop -> released(stops, stop, who)).orElse(stops));
    return after
        .release()
        .filter(release -> release.run().equals(run))
        .<Answer>map(release -> new Answer.Accepted(shown(release)))
        .orElseGet(
            () ->
                new Answer.Refused(
                    new Problem(Code.NOT_FOUND, run, "no run " + run + " has stopped and waits")));
  }

  private Stops released(Stops stops, Stop stop, Requester who) {
    Release release =
        new Release(stop.run(), clock.instant(), stop.points(), stop.points(), Optional.of(who));
    return new Stops(stops.stops(), Optional.of(release));
  }

  private static Run shown(Last last) {
    return new Run(last.run(), last.at(), last.marked(), last.whole(), last.stopped());
  }

  private static Stopped shown(Stop stop) {
    return new Stopped(
        stop.run(), stop.at(), stop.points(), stop.completed(), stop.since(), stop.sample());
  }

  private static Released shown(Release release) {
    return new Released(
        release.run(), release.at(), release.points(), release.left(), release.requestedBy());
  }
}
