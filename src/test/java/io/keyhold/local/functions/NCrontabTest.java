package io.keyhold.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NCrontabTest {
  private static Optional<Instant> next(String expression, String after) {
    return NCrontab.parse(expression).orElseThrow().next(Instant.parse(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 */5 * * * *       | 2026-11-23T10:02:00Z | 2026-11-23T10:05:00Z",
        "0 0 2 * * *         | 2026-11-23T02:00:00Z | 2026-11-24T02:00:00Z",
        "*/15 * * * * *      | 2026-11-23T23:59:50Z | 2026-11-24T00:00:00Z",
        "0 0 0 1 1 *         | 2026-11-23T00:00:00Z | 2027-01-01T00:00:00Z",
        "0 30 9 * * 1-5      | 2026-11-20T09:30:00Z | 2026-11-23T09:30:00Z",
        "0 30 9 * Jan Monday | 2026-11-23T00:00:00Z | 2027-01-04T09:30:00Z",
        "0 0 0 * * sun       | 2026-11-23T00:00:00Z | 2026-11-29T00:00:00Z",
        "0 0 0 29 2 *        | 2026-11-23T00:00:00Z | 2028-02-29T00:00:00Z",
        "0 5/20 * * * *      | 2026-11-23T10:46:00Z | 2026-11-23T11:05:00Z",
        "0 0 1,13 * * *      | 2026-11-23T01:00:00Z | 2026-11-23T13:00:00Z",
        "0 0 10-8/2 * * *    | 2026-11-23T08:00:00Z | 2026-11-23T10:00:00Z",
        "0 2 * * *           | 2026-11-23T03:00:00Z | 2026-11-24T02:00:00Z",
      })
  void theNextTimeFitsEveryField(String expression, String after, Instant next) {
    assertThat(next(expression.strip(), after.strip())).hasValue(next);
  }

  @Test
  void dayAndWeekdayMustBothFit() {
    assertThat(next("0 0 0 13 * 5", "2026-11-23T00:00:00Z"))
        .hasValue(Instant.parse("2027-08-13T00:00:00Z"));
  }

  @Test
  void aTimeThatIsAlreadyThereIsNotTheNextOne() {
    assertThat(next("0 0 2 * * *", "2026-11-23T01:59:59.999Z"))
        .hasValue(Instant.parse("2026-11-23T02:00:00Z"));
    assertThat(next("0 0 2 * * *", "2026-11-23T02:00:00.001Z"))
        .hasValue(Instant.parse("2026-11-24T02:00:00Z"));
  }

  @Test
  void aDayThatNeverComesHasNoNextTime() {
    assertThat(next("0 0 0 30 2 *", "2026-11-23T00:00:00Z")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "60 * * * * *",
        "0 0 24 * * *",
        "0 0 0 0 * *",
        "0 0 0 * 13 *",
        "0 0 0 * * 7",
        "*/0 * * * * *",
        "x * * * * *",
        "0 0 2 * * * *"
      })
  void whatIsNoExpressionIsNotRead(String expression) {
    assertThat(NCrontab.parse(expression)).isEmpty();
  }

  @Test
  void aScheduleMayBeATimeSpan() {
    assertThat(Schedule.parse("00:30:00").next(Instant.EPOCH))
        .hasValue(Instant.EPOCH.plusSeconds(1800));
    assertThat(Schedule.parse("00:00:30").isFrequent()).isTrue();
  }

  @Test
  void aScheduleThatIsNeitherIsSaid() {
    assertThatThrownBy(() -> Schedule.parse("daily"))
        .hasMessageContaining("'daily' was not recognized");
  }
}
