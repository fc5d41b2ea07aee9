package io.keyhold.policy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Another way to the slots: a person who looks at a wall clock every minute. Whenever the clock
 * shows a later time than ever before, everything that was due in between is done, once.
 */
final class WallClock {

  private WallClock() {}

  /** The slots after {@code from} and not after {@code to}; both are whole minutes. */
  static List<Instant> slots(Predicate<LocalDateTime> due, ZoneId zone, Instant from, Instant to) {
    List<Instant> slots = new ArrayList<>();
    LocalDateTime latest = LocalDateTime.ofInstant(from, zone);
    for (Instant now = from.plusSeconds(60); !now.isAfter(to); now = now.plusSeconds(60)) {
      LocalDateTime shown = LocalDateTime.ofInstant(now, zone);
      boolean something = false;
      while (latest.isBefore(shown)) {
        latest = latest.plusMinutes(1);
        something |= due.test(latest);
      }
      if (something) {
        slots.add(now);
      }
    }
    return slots;
  }
}
