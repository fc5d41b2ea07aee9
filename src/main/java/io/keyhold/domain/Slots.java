package io.keyhold.domain;

import java.time.Instant;

/**
 * The scheduled instants of a policy. An instant that daylight saving skips runs at the shift; one
 * that it doubles runs once, the first time.
 */
public interface Slots {

  /** The latest scheduled instant that is not after {@code now}. */
  Instant latest(Policy.Schedule schedule, Instant now);

  /** The first scheduled instant after {@code now}. */
  Instant next(Policy.Schedule schedule, Instant now);

  /** True when the slot that follows this one has begun. */
  default boolean isOver(Policy.Schedule schedule, Instant slot, Instant now) {
    return !now.isBefore(next(schedule, slot));
  }

  /** The scheduled instant before {@code slot}. */
  default Instant before(Policy.Schedule schedule, Instant slot) {
    return latest(schedule, slot.minusSeconds(1));
  }
}
