package io.keyhold.retention;

import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.Event;
import io.keyhold.domain.Hold;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Slots;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which points are to be given up (design.md, State): a held one after seven days; one that nobody
 * has touched for two hours although it is open still and its time has passed.
 */
final class Endings {

  /** Longer than all deliveries of a message take together. */
  static final Duration UNTOUCHED = Duration.ofHours(2);

  private final Slots slots;

  Endings(Slots slots) {
    this.slots = slots;
  }

  /** Why the point is to be given up; empty when it is not. */
  Optional<Problem> cause(RecoveryPoint point, Instant now) {
    if (Hold.isOver(point, now)) {
      return Optional.of(
          abandoned(
              point, "its keys did not come back within " + Hold.TIME.toDays() + " days; it held"));
    }
    return point.state() == PointState.GATED && untouched(point, now) && timeHasPassed(point, now)
        ? Optional.of(abandoned(point, "the backup was begun and never finished"))
        : Optional.empty();
  }

  /** True when no writer can be at work on the point any more. */
  static boolean untouched(RecoveryPoint point, Instant now) {
    return !now.isBefore(point.events().getLast().at().plus(UNTOUCHED));
  }

  private boolean timeHasPassed(RecoveryPoint point, Instant now) {
    return point.origin().request().isEmpty()
        ? slots.isOver(point.origin().policy().schedule(), point.origin().slot(), now)
        : graceHasPassed(point, now);
  }

  /** A backup that somebody asked for has no next slot; its grace counts from its first check. */
  private static boolean graceHasPassed(RecoveryPoint point, Instant now) {
    Duration patience = point.origin().policy().keys().grace().plus(UNTOUCHED);
    return point.events().stream()
        .filter(event -> event.change() instanceof Change.Gated)
        .findFirst()
        .map(Event::at)
        .filter(first -> !now.isBefore(first.plus(patience)))
        .isPresent();
  }

  private static Problem abandoned(RecoveryPoint point, String why) {
    return new Problem(Code.SLOT_ABANDONED, point.id().value(), why);
  }
}
