package io.keyhold.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The events of one point as they were read, and what the next one has to name.
 *
 * @param lastHash SHA-256 of the last event as written; empty when there is none yet
 */
public record History(PointId id, List<Event> events, Optional<String> lastHash) {
  public History {
    events = List.copyOf(events);
  }

  public static History none(PointId id) {
    return new History(id, List.of(), Optional.empty());
  }

  public int nextNumber() {
    return events.size() + 1;
  }

  public Optional<RecoveryPoint> point() {
    return RecoveryPoint.fold(id, events);
  }

  /** The event that opens the point; there is none yet. */
  public Event first(Instant at, String run, Origin origin, Change change) {
    return new Event(nextNumber(), lastHash, at, run, Optional.of(origin), change);
  }

  /** The event that follows the last one. */
  public Event next(Instant at, String run, Change change) {
    return new Event(nextNumber(), lastHash, at, run, Optional.empty(), change);
  }

  /**
   * The point as it stands with one more event.
   *
   * @throws BrokenChainException when the event cannot follow
   */
  public RecoveryPoint with(Event event) {
    List<Event> all = new ArrayList<>(events);
    all.add(event);
    return RecoveryPoint.fold(id, all).orElseThrow();
  }
}
