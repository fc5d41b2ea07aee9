package io.keyhold.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Policy;
import java.time.LocalDate;
import java.time.LocalDateTime;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotLimitTest {

  @ParameterizedTest
  @CsvSource({
    "0 2 * * *, 3, 483",
    "0 2 * * *, 1, 485",
    "0 2 * * *, 485, 1",
    "0 2 * * *, 486, 0",
    "0 2 * * *, 500, 0",
    "0 */4 * * *, 3, 68",
    "0 * * * *, 3, 6",
    "0 * * * *, 140, 1",
    "*/15 * * * *, 3, 0",
    "* * * * *, 3, 0",
    "0 2 * * 1, 3, 3465",
    "0 2 * * 1-5, 3, 681",
    "0 2 1 1 *, 3, 36500",
    "0 2 29 2 *, 3, 36500",
    "*/10 * 1-7 * *, 3, 0"
  })
  @Timeout(20)
  void whatIsKeptFitsIntoTheLimitOfThePlatform(String cron, int atLeast, int days) {
    assertThat(SnapshotLimit.mostDays(LocalCron.parse(cron), atLeast)).isEqualTo(days);
  }

  @Property(tries = 30)
  void soManyDaysFitAndOneMoreDoesNot(
      @ForAll("crons") GeneratedCron cron, @ForAll @IntRange(min = 1, max = 100) int atLeast) {
    LocalCron parsed = LocalCron.parse(cron.text());
    int most = SnapshotLimit.mostDays(parsed, atLeast);

    if (most > 0) {
      assertThat(SnapshotLimit.fits(parsed, new Policy.Keep(most, atLeast))).isTrue();
      assertThat(atOnce(cron, most, atLeast)).isLessThanOrEqualTo(SnapshotLimit.PER_DISK);
    }
    if (most < 1_000) {
      assertThat(SnapshotLimit.fits(parsed, new Policy.Keep(most + 1, atLeast))).isFalse();
      assertThat(atOnce(cron, most + 1, atLeast)).isGreaterThan(SnapshotLimit.PER_DISK);
    }
  }

  /** Those within the days, those that are expiring, and the newest ones beside them. */
  private static long atOnce(GeneratedCron cron, int days, int atLeast) {
    return busiest(cron, days + 14) + atLeast;
  }

  /** The most times in any window of so many days, whenever it begins. */
  private static long busiest(GeneratedCron cron, int days) {
    long perDay = (long) cron.minute().values().size() * cron.hour().values().size();
    LocalDate start = LocalDate.of(2024, 1, 1);
    int starts = 28 * 366;
    int[] firedBefore = new int[starts + days + 1];
    for (int day = 0; day < starts + days; day++) {
      boolean fires = cron.due().test(aTimeOf(cron, start.plusDays(day)));
      firedBefore[day + 1] = firedBefore[day] + (fires ? 1 : 0);
    }
    int most = 0;
    for (int day = 0; day < starts; day++) {
      most = Math.max(most, firedBefore[day + days] - firedBefore[day]);
    }
    return most * perDay;
  }

  private static LocalDateTime aTimeOf(GeneratedCron cron, LocalDate day) {
    return day.atTime(
        cron.hour().values().iterator().next(), cron.minute().values().iterator().next());
  }

  @Provide
  Arbitrary<GeneratedCron> crons() {
    return GeneratedCron.any();
  }
}
