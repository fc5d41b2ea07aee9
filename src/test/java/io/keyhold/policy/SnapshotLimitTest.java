package io.keyhold.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotLimitTest {

  @ParameterizedTest
  @CsvSource({
    "0 2 * * *, 500",
    "0 */4 * * *, 83",
    "0 * * * *, 20",
    "*/15 * * * *, 5",
    "*/3 * * * *, 1",
    "*/2 * * * *, 0",
    "* * * * *, 0",
    "0 2 * * 1, 3500",
    "0 2 * * 1-5, 700",
    "0 2 1 * *, 15217",
    "0 2 1 1 *, 36500",
    "0 2 29 2 *, 36500",
    "*/10 * 1-7 * *, 3"
  })
  @Timeout(20)
  void whatIsKeptFitsIntoTheLimitOfThePlatform(String cron, int days) {
    assertThat(SnapshotLimit.mostDays(LocalCron.parse(cron))).isEqualTo(days);
  }

  @Property(tries = 30)
  void soManyDaysFitAndOneMoreDoesNot(@ForAll("crons") GeneratedCron cron) {
    int most = SnapshotLimit.mostDays(LocalCron.parse(cron.text()));

    if (most > 0) {
      assertThat(SnapshotLimit.fits(LocalCron.parse(cron.text()), most)).isTrue();
      assertThat(busiest(cron, most)).isLessThanOrEqualTo(SnapshotLimit.PER_DISK);
    }
    if (most < 1_000) {
      assertThat(SnapshotLimit.fits(LocalCron.parse(cron.text()), most + 1)).isFalse();
      assertThat(busiest(cron, most + 1)).isGreaterThan(SnapshotLimit.PER_DISK);
    }
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
