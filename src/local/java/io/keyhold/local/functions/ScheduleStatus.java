package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/** What the host keeps of a timer. An absent {@code next} never comes. */
record ScheduleStatus(Instant last, Optional<Instant> next, Instant lastUpdated) {
  /** .NET's default date. */
  static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 7, true)
          .appendPattern("xxx")
          .toFormatter();

  static ScheduleStatus first(Schedule schedule, Instant now) {
    return new ScheduleStatus(NEVER, schedule.next(now), now);
  }

  static ScheduleStatus ranAt(Instant at, Schedule schedule) {
    return new ScheduleStatus(at, schedule.next(at), at);
  }

  boolean isDue(Instant now) {
    return next.filter(hour -> !hour.isAfter(now)).isPresent();
  }

  /** An occurrence was missed: its time is over when the host begins to listen. */
  boolean isPastDue(Instant now) {
    return next.filter(now::isAfter).isPresent();
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("Last", text(last));
    json.put("Next", text(next.orElse(NEVER)));
    json.put("LastUpdated", text(lastUpdated));
    return json;
  }

  private static String text(Instant instant) {
    return FORM.format(instant.atOffset(ZoneOffset.UTC));
  }
}
