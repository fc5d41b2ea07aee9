package io.keyhold.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a held point may still become a backup (design.md, The gate): seven days from the event
 * that held it. Until then each backup tick gates it again, afterwards the sweep ends it.
 */
public final class Hold {

  public static final Duration TIME = Duration.ofDays(7);

  private Hold() {}

  /** True when the point is held and its time has come to an end. */
  public static boolean isOver(RecoveryPoint point, Instant now) {
    return point.state() == PointState.HELD
        && since(point).filter(held -> !now.isBefore(held.plus(TIME))).isPresent();
  }

  private static Optional<Instant> since(RecoveryPoint point) {
    return point.events().stream()
        .filter(event -> event.change() instanceof Change.Held)
        .findFirst()
        .map(Event::at);
  }
}
