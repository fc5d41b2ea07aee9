package io.keyhold.policy;

import io.keyhold.domain.Policy;
import io.keyhold.domain.Slots;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

/**
 * Slots by cron expression and zone. The expression names local times; each is one instant: a local
 * time that daylight saving skips is the instant of the shift, one that it doubles is the first of
 * the two. Several skipped times of one shift are one slot.
 *
 * <p>The order of the local times is that of their instants. Only while a doubled hour passes for
 * the second time does the clock show a time that has been there already; then all local times of
 * that hour are in the past.
 */
public final class CronSlots implements Slots {

  @Override
  public Instant latest(Policy.Schedule schedule, Instant now) {
    LocalDateTime beyond =
        secondPass(schedule.zone(), now)
            .map(ZoneOffsetTransition::getDateTimeBefore)
            .orElseGet(() -> minute(schedule.zone(), now).plusMinutes(1));
    return slot(schedule, cron(schedule).before(beyond));
  }

  @Override
  public Instant next(Policy.Schedule schedule, Instant now) {
    LocalDateTime last =
        secondPass(schedule.zone(), now)
            .map(shift -> shift.getDateTimeBefore().minusMinutes(1))
            .orElseGet(() -> minute(schedule.zone(), now));
    return slot(schedule, cron(schedule).after(last));
  }

  private static LocalCron cron(Policy.Schedule schedule) {
    return LocalCron.parse(schedule.cron());
  }

  /** The minute that a clock in this zone shows. */
  private static LocalDateTime minute(ZoneId zone, Instant now) {
    return LocalDateTime.ofInstant(now, zone).truncatedTo(ChronoUnit.MINUTES);
  }

  /** The shift that set the clock back, if the clock now shows a time for the second time. */
  private static Optional<ZoneOffsetTransition> secondPass(ZoneId zone, Instant now) {
    return Optional.ofNullable(zone.getRules().getTransition(LocalDateTime.ofInstant(now, zone)))
        .filter(ZoneOffsetTransition::isOverlap)
        .filter(shift -> !now.isBefore(shift.getInstant()));
  }

  private static Instant slot(Policy.Schedule schedule, Optional<LocalDateTime> time) {
    return instant(
        schedule.zone().getRules(),
        time.orElseThrow(
            () -> new IllegalArgumentException("never comes about: " + schedule.cron())));
  }

  private static Instant instant(ZoneRules rules, LocalDateTime time) {
    List<ZoneOffset> offsets = rules.getValidOffsets(time);
    return offsets.isEmpty()
        ? rules.getTransition(time).getInstant()
        : time.toInstant(offsets.get(0));
  }
}
