package io.keyhold.restore;

import io.keyhold.domain.PointState;
import java.time.Instant;
import java.util.Optional;

/**
 * Which recovery points are asked for.
 *
 * @param machine an ARM id or a vmId
 * @param from slots not before this
 * @param to slots before this
 * @param continuation where the page before ended
 */
public record PointQuery(
    Optional<String> machine,
    Optional<PointState> state,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<String> continuation) {

  boolean covers(Instant slot) {
    return from.filter(slot::isBefore).isEmpty() && to.filter(end -> !slot.isBefore(end)).isEmpty();
  }
}
