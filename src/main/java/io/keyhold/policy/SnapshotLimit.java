package io.keyhold.policy;

import io.keyhold.domain.Policy;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How long the snapshots of a schedule can be kept before there are too many of one disk. There are
 * those of the days that the policy keeps, those that are expiring and still there for {@link
 * Policy.Keep#EXPIRING}, and the newest ones that stay whatever their age. Every day on which an
 * expression fires has the same times, so that it is enough to count the times of one day and the
 * days.
 */
final class SnapshotLimit {

  /** Incremental snapshots of one disk at any time (azure-facts.md §2.2). */
  static final int PER_DISK = 500;

  private static final int EXPIRING_DAYS = (int) Policy.Keep.EXPIRING.toDays();

  /** As many days as a policy may keep: beyond that no window needs to be looked at. */
  private static final int HORIZON_DAYS = 36_500 + EXPIRING_DAYS;

  private static final LocalDate START = LocalDate.of(2024, 1, 1);

  /** After so many years the same dates fall on the same days of the week again. */
  private static final int CALENDAR_YEARS = 28;

  private SnapshotLimit() {}

  /** Whether everything can be kept so; quick where the days need no counting. */
  static boolean fits(LocalCron cron, Policy.Keep keep) {
    return (long) (keep.days() + EXPIRING_DAYS) * timesOfADay(cron) + keep.atLeast() <= PER_DISK
        || keep.days() <= mostDays(cron, keep.atLeast());
  }

  /**
   * The most days for which everything can be kept, counted in the busiest part of all years; zero
   * when the times of so few days are too many.
   *
   * @param atLeast how many snapshots may be there beside them
   */
  static int mostDays(LocalCron cron, int atLeast) {
    int times = (PER_DISK - atLeast) / timesOfADay(cron);
    return times == 0 ? 0 : Math.max(0, narrowest(cron.days(), times) - EXPIRING_DAYS);
  }

  /** The times of the first day; stops counting where they are too many. */
  private static int timesOfADay(LocalCron cron) {
    Optional<LocalDateTime> time = cron.after(beginning());
    int count = 0;
    LocalDate day = time.orElseThrow().toLocalDate();
    while (time.isPresent() && time.get().toLocalDate().equals(day) && count <= PER_DISK) {
      count++;
      time = cron.after(time.get());
    }
    return count;
  }

  /** The least number of days between a firing day and the {@code count}-th after it. */
  private static int narrowest(LocalCron days, int count) {
    LocalDate lastStart = START.plusYears(CALENDAR_YEARS);
    Deque<LocalDate> window = new ArrayDeque<>();
    long least = HORIZON_DAYS;
    Optional<LocalDateTime> day = days.after(beginning());
    while (day.isPresent()) {
      window.addLast(day.get().toLocalDate());
      if (window.size() > count) {
        LocalDate first = window.removeFirst();
        if (first.isAfter(lastStart)) {
          break;
        }
        least = Math.min(least, ChronoUnit.DAYS.between(first, window.getLast()));
      }
      if (window.getFirst().plusDays(HORIZON_DAYS).isBefore(window.getLast())) {
        break;
      }
      day = days.after(day.get());
    }
    return (int) least;
  }

  private static LocalDateTime beginning() {
    return START.atStartOfDay().minusMinutes(1);
  }
}
