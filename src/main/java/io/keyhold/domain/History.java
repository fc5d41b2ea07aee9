package io.keyhold.domain;

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
}
