package io.keyhold.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronSlotsTest {

  private static final List<String> ZONES =
      List.of(
          "Europe/Amsterdam",
          "America/New_York",
          "Australia/Lord_Howe",
          "America/Santiago",
          "UTC",
          "Africa/Cairo");
  private static final Instant YEAR_BEGINS = Instant.parse("2025-12-31T00:00:00Z");
  private static final Instant YEAR_ENDS = Instant.parse("2027-01-02T00:00:00Z");

  private final CronSlots slots = new CronSlots();

  /** The shifts of 2026: Amsterdam 29 March and 25 October, Lord Howe by half an hour. */
  @ParameterizedTest
  @CsvSource({
    "30 2 * * *, Europe/Amsterdam, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
    "0 2 * * *, Europe/Amsterdam, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
    "0 3 * * *, Europe/Amsterdam, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
    "*/10 2 * * *, Europe/Amsterdam, 2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z",
    "30 2 * * *, Europe/Amsterdam, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
    "30 2 * * *, Europe/Amsterdam, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "*/30 * * * *, Europe/Amsterdam, 2026-10-25T00:30:00Z, 2026-10-25T02:00:00Z",
    "45 1 * * *, Australia/Lord_Howe, 2026-04-04T12:00:00Z, 2026-04-04T14:45:00Z",
    "15 2 * * *, Australia/Lord_Howe, 2026-10-03T12:00:00Z, 2026-10-03T15:30:00Z",
    "0 0 * * *, Africa/Cairo, 2026-04-23T12:00:00Z, 2026-04-23T22:00:00Z",
    "0 0 29 2 *, UTC, 2026-01-01T00:00:00Z, 2028-02-29T00:00:00Z",
    "0 0 29 2 *, UTC, 2096-03-01T00:00:00Z, 2104-02-29T00:00:00Z"
  })
  void theNextSlotIsAsDaylightSavingHasIt(String cron, String zone, Instant now, Instant next) {
    assertThat(slots.next(schedule(cron, zone), now)).isEqualTo(next);
    assertThat(slots.latest(schedule(cron, zone), next)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({
    "0 2 * * *, UTC, 2026-11-24T01:59:59.999Z, 2026-11-23T02:00:00Z",
    "0 2 * * *, UTC, 2026-11-24T02:00:00Z, 2026-11-24T02:00:00Z",
    "0 2 * * *, UTC, 2026-11-24T02:00:00.001Z, 2026-11-24T02:00:00Z",
    "*/30 * * * *, Europe/Amsterdam, 2026-10-25T01:45:00Z, 2026-10-25T00:30:00Z",
    "30 2 * * *, Europe/Amsterdam, 2026-03-29T00:59:59Z, 2026-03-28T01:30:00Z",
    "0 0 29 2 *, UTC, 2104-02-28T23:00:00Z, 2096-02-29T00:00:00Z"
  })
  void theLatestSlotIsNotAfterNow(String cron, String zone, Instant now, Instant latest) {
    assertThat(slots.latest(schedule(cron, zone), now)).isEqualTo(latest);
  }

  @Test
  void theSlotBeforeAnotherIsTheOneBefore() {
    Policy.Schedule daily = schedule("30 2 * * *", "Europe/Amsterdam");

    assertThat(slots.before(daily, Instant.parse("2026-03-29T01:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-28T01:30:00Z"));
  }

  @Property(tries = 200)
  void nowLiesBetweenTheLatestSlotAndTheNext(
      @ForAll("crons") GeneratedCron cron,
      @ForAll("zones") String zone,
      @ForAll("instants") Instant now) {
    Policy.Schedule schedule = schedule(cron.text(), zone);
    Instant latest = slots.latest(schedule, now);
    Instant next = slots.next(schedule, now);

    assertThat(latest).isBeforeOrEqualTo(now);
    assertThat(next).isAfter(now);
    assertThat(slots.next(schedule, latest)).isEqualTo(next);
    assertThat(slots.latest(schedule, next)).isEqualTo(next);
    assertThat(slots.before(schedule, next)).isEqualTo(latest);
  }

  @Property(tries = 100)
  void aLaterNowHasNoEarlierSlot(
      @ForAll("crons") GeneratedCron cron,
      @ForAll("zones") String zone,
      @ForAll("instants") Instant now,
      @ForAll("steps") Duration step) {
    Policy.Schedule schedule = schedule(cron.text(), zone);

    assertThat(slots.latest(schedule, now.plus(step)))
        .isAfterOrEqualTo(slots.latest(schedule, now));
    assertThat(slots.next(schedule, now.plus(step))).isAfterOrEqualTo(slots.next(schedule, now));
  }

  @Property(tries = 20)
  void everyTimeOfAYearComesAboutOnceAsAWallClockShowsIt(
      @ForAll("crons") GeneratedCron cron, @ForAll("zones") String zone) {
    assertThat(year(schedule(cron.text(), zone)))
        .isEqualTo(WallClock.slots(cron.due(), ZoneId.of(zone), YEAR_BEGINS, YEAR_ENDS));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Amsterdam, 2",
    "America/New_York, 2",
    "Australia/Lord_Howe, 2",
    "America/Santiago, 2",
    "UTC, 0",
    "Africa/Cairo, 2"
  })
  void everyHalfHourOfEveryNightComesAboutOnceInEveryZone(String zone, int shifts) {
    Policy.Schedule schedule = schedule("*/30 0-3 * * *", zone);
    List<Instant> year = year(schedule);

    assertThat(year)
        .isEqualTo(
            WallClock.slots(
                time -> time.getMinute() % 30 == 0 && time.getHour() < 4,
                ZoneId.of(zone),
                YEAR_BEGINS,
                YEAR_ENDS));
    assertThat(shiftsIn(zone)).isEqualTo(shifts);
  }

  private static int shiftsIn(String zone) {
    int shifts = 0;
    for (Instant day = YEAR_BEGINS; day.isBefore(YEAR_ENDS); day = day.plus(Duration.ofDays(1))) {
      ZoneId id = ZoneId.of(zone);
      if (!id.getRules()
          .getOffset(day)
          .equals(id.getRules().getOffset(day.plus(Duration.ofDays(1))))) {
        shifts++;
      }
    }
    return shifts;
  }

  private List<Instant> year(Policy.Schedule schedule) {
    List<Instant> year = new ArrayList<>();
    Instant slot = slots.next(schedule, YEAR_BEGINS);
    while (!slot.isAfter(YEAR_ENDS)) {
      year.add(slot);
      slot = slots.next(schedule, slot);
    }
    return year;
  }

  /** Not more often than twelve times a day, so that a year of them is walked soon. */
  @Provide
  Arbitrary<GeneratedCron> crons() {
    return GeneratedCron.any().filter(cron -> timesOfADay(cron) <= 12);
  }

  private static long timesOfADay(GeneratedCron cron) {
    return (long) cron.minute().values().size() * cron.hour().values().size();
  }

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(ZONES);
  }

  /** Any time of some years, and often the hours around a shift. */
  @Provide
  Arbitrary<Instant> instants() {
    Arbitrary<Instant> any =
        Arbitraries.longs().between(1_700_000_000L, 1_900_000_000L).map(Instant::ofEpochSecond);
    Arbitrary<Instant> nearAShift =
        Combinators.combine(
                zones(),
                Arbitraries.integers().between(2024, 2030),
                Arbitraries.integers().between(-7_200, 7_200))
            .as(CronSlotsTest::nearAShift);
    return Arbitraries.oneOf(any, nearAShift);
  }

  private static Instant nearAShift(String zone, int year, int seconds) {
    Instant begins = LocalDateTime.of(year, 1, 1, 0, 0).atZone(ZoneId.of(zone)).toInstant();
    var shift = ZoneId.of(zone).getRules().nextTransition(begins);
    return (shift == null ? begins : shift.getInstant()).plusSeconds(seconds);
  }

  @Provide
  Arbitrary<Duration> steps() {
    return Arbitraries.longs().between(0, 200_000).map(Duration::ofSeconds);
  }

  private static Policy.Schedule schedule(String cron, String zone) {
    return new Policy.Schedule(cron, ZoneId.of(zone));
  }
}
