package io.keyhold.policy;

import io.keyhold.domain.Policy;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Reads when backups are due. */
final class ScheduleSection {

  private ScheduleSection() {}

  static Optional<Policy.Schedule> read(Section policy) {
    Optional<Section> schedule = policy.section("schedule", List.of("cron", "zone"));
    if (schedule.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> cron = cron(schedule.get());
    Optional<ZoneId> zone =
        schedule
            .get()
            .word(
                "zone", ScheduleSection::zone, "the name of a time zone, such as Europe/Amsterdam");
    return cron.isPresent() && zone.isPresent()
        ? Optional.of(new Policy.Schedule(cron.get(), zone.get()))
        : Optional.empty();
  }

  private static Optional<String> cron(Section schedule) {
    Optional<String> text = schedule.text("cron");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return LocalCron.parse(text.get()).everFires()
          ? text
          : schedule.mistake("cron", "never comes about: there is no such day");
    } catch (IllegalArgumentException wrong) {
      return schedule.mistake("cron", wrong.getMessage());
    }
  }

  /** Names only: an offset such as +01:00 knows nothing of daylight saving. */
  private static Optional<ZoneId> zone(String name) {
    return ZoneId.getAvailableZoneIds().contains(name)
        ? Optional.of(ZoneId.of(name))
        : Optional.empty();
  }
}
