package io.keyhold.local.functions;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The host's schedules: {@code second minute hour day month weekday}, in UTC, Sunday = 0. Every
 * field must fit, day and weekday alike. As in NCrontab a reversed range is turned round, names
 * need only begin alike, and {@code 5/15} counts from 5 to the end. Five fields have the second 0.
 */
record NCrontab(
    BitSet seconds,
    BitSet minutes,
    BitSet hours,
    BitSet days,
    BitSet months,
    BitSet weekdays,
    boolean everyMinute) {

  private static final int YEARS_AHEAD = 40;

  static Optional<NCrontab> parse(String expression) {
    List<String> fields = new ArrayList<>(List.of(expression.strip().split("\\s+")));
    if (fields.size() == 5) {
      fields.addFirst("0");
    }
    if (fields.size() != 6) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new NCrontab(
              CronField.parse(fields.get(0), 0, 59, List.of()),
              CronField.parse(fields.get(1), 0, 59, List.of()),
              CronField.parse(fields.get(2), 0, 23, List.of()),
              CronField.parse(fields.get(3), 1, 31, List.of()),
              CronField.parse(fields.get(4), 1, 12, CronField.MONTHS),
              CronField.parse(fields.get(5), 0, 6, CronField.WEEKDAYS),
              fields.subList(1, 6).stream().allMatch("*"::equals)));
    } catch (NumberFormatException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Whether it comes more than once a minute, always: then the host does not keep a schedule
   * status.
   */
  boolean isWithinMinutes() {
    return everyMinute && seconds.cardinality() > 1;
  }

  /** The first time after the given one; none if no day fits within 40 years. */
  Optional<Instant> next(Instant after) {
    LocalDateTime at =
        LocalDateTime.ofInstant(after, ZoneOffset.UTC)
            .truncatedTo(ChronoUnit.SECONDS)
            .plusSeconds(1);
    LocalDateTime end = at.plusYears(YEARS_AHEAD);
    while (at.isBefore(end)) {
      if (!months.get(at.getMonthValue())) {
        at = at.plusMonths(1).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
      } else if (!days.get(at.getDayOfMonth()) || !weekdays.get(weekday(at.getDayOfWeek()))) {
        at = at.plusDays(1).truncatedTo(ChronoUnit.DAYS);
      } else if (!hours.get(at.getHour())) {
        at = at.plusHours(1).truncatedTo(ChronoUnit.HOURS);
      } else if (!minutes.get(at.getMinute())) {
        at = at.plusMinutes(1).truncatedTo(ChronoUnit.MINUTES);
      } else if (!seconds.get(at.getSecond())) {
        at = at.plusSeconds(1);
      } else {
        return Optional.of(at.toInstant(ZoneOffset.UTC));
      }
    }
    return Optional.empty();
  }

  private static int weekday(DayOfWeek day) {
    return day.getValue() % 7;
  }
}
