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
    if (days.isPresent() && schedule.isPresent()) {
      days = fitting(keep.get(), days.get(), schedule.get());
    }
    return days.isPresent() && atLeast.isPresent()
        ? Optional.of(new Policy.Keep(days.get(), atLeast.get()))
        : Optional.empty();
  }

  private static Optional<Integer> fitting(Section keep, int days, Policy.Schedule schedule) {
    LocalCron cron = LocalCron.parse(schedule.cron());
    if (SnapshotLimit.fits(cron, days)) {
      return Optional.of(days);
    }
    return keep.mistake(
        "days",
        "can be at most %d with this schedule, not %d: Azure keeps no more than %d snapshots of a disk"
            .formatted(SnapshotLimit.mostDays(cron), days, SnapshotLimit.PER_DISK));
  }
}
