package io.keyhold.policy;

import io.keyhold.domain.Policy;
import java.util.List;
import java.util.Optional;

/** Reads how long recovery points are kept. */
final class KeepSection {

  private static final int MOST_DAYS = 36_500;
  private static final int DEFAULT_AT_LEAST = 3;

  private KeepSection() {}

  /**
   * Reads it.
   *
   * @param schedule if it could be read: then what is kept must fit into the platform's limit
   */
  static Optional<Policy.Keep> read(Section policy, Optional<Policy.Schedule> schedule) {
    Optional<Section> keep = policy.section("keep", List.of("days", "atLeast"));
    if (keep.isEmpty()) {
      return Optional.empty();
    }
    Optional<Integer> days = keep.get().number("days", 1, MOST_DAYS);
    Optional<Integer> atLeast =
        keep.get().has("atLeast")
            ? keep.get().number("atLeast", 1, SnapshotLimit.PER_DISK)
            : Optional.of(DEFAULT_AT_LEAST);
    if (days.isEmpty() || atLeast.isEmpty()) {
      return Optional.empty();
    }
    Policy.Keep read = new Policy.Keep(days.get(), atLeast.get());
    return schedule.isPresent() ? fitting(keep.get(), read, schedule.get()) : Optional.of(read);
  }

  private static Optional<Policy.Keep> fitting(
      Section section, Policy.Keep keep, Policy.Schedule schedule) {
    LocalCron cron = LocalCron.parse(schedule.cron());
    if (SnapshotLimit.fits(cron, keep)) {
      return Optional.of(keep);
    }
    return section.mistake(
        "days",
        ("can be at most %d with this schedule and atLeast %d, not %d: Azure keeps no more than %d"
                + " snapshots of a disk, and what expires is still there for %d days")
            .formatted(
                SnapshotLimit.mostDays(cron, keep.atLeast()),
                keep.atLeast(),
                keep.days(),
                SnapshotLimit.PER_DISK,
                Policy.Keep.EXPIRING.toDays()));
  }
}
