package io.keyhold.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCronTest {

  @Property(tries = 400)
  void theNextTimeIsTheFirstThatFits(
      @ForAll("crons") GeneratedCron cron, @ForAll("times") LocalDateTime time) {
    assertThat(LocalCron.parse(cron.text()).after(time))
        .isEqualTo(first(cron, time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1), 1));
  }

  @Property(tries = 400)
  void theLastTimeIsTheFirstThatFitsBackwards(
      @ForAll("crons") GeneratedCron cron, @ForAll("times") LocalDateTime time) {
    LocalDateTime start =
        time.equals(time.truncatedTo(ChronoUnit.MINUTES))
            ? time.minusMinutes(1)
            : time.truncatedTo(ChronoUnit.MINUTES);

    assertThat(LocalCron.parse(cron.text()).before(time)).isEqualTo(first(cron, start, -1));
  }

  private static Optional<LocalDateTime> first(GeneratedCron cron, LocalDateTime from, int step) {
    return Stream.iterate(from, time -> time.plusMinutes(step))
        .limit(3 * 366 * 24 * 60)
        .filter(cron.due())
        .findFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 30 2 *", "0 0 31 2 *", "0 0 30,31 2 *", "* * 31 4,6,9,11 *"})
  @Timeout(20)
  void aDayThatNoYearHasNeverComesAboutAndEndsNoLoop(String cron) {
    assertThat(LocalCron.parse(cron).everFires()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "* * * *",
        "* * * * * *",
        " * * * * *",
        "* * * * * ",
        "*\t* * * *",
        "@daily",
        "0 0 L * *",
        "0 0 ? * *",
        "0 0 15W * *",
        "0 0 * * 1#2",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 0 *",
        "* * * 13 *",
        "* * * * 8",
        "*/0 * * * *",
        "5-1 * * * *",
        "1, * * * *",
        "-1 * * * *",
        "+1 * * * *",
        "1/ * * * *",
        "0-/ * * * *",
        "/ * * * *",
        "- * * * *",
        ", * * * *",
        "** * * * *",
        "1-2-3 * * * *",
        "99999999999 * * * *",
        "0x1 * * * *",
        "* * * FOO *",
        "* * * * BAR",
        "٣ * * * *"
      })
  @Timeout(20)
  void whatIsNoExpressionIsSaidInASentence(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalCron.parse(text))
        .satisfies(wrong -> assertThat(wrong.getMessage()).matches("(must have|cannot be) .*"));
  }

  @Property(tries = 500)
  void anyTextIsAnExpressionOrRefused(@ForAll("cronLike") String text) {
    try {
      assertThat(LocalCron.parse(text).everFires()).isIn(true, false);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageNotContaining("null");
    }
  }

  @Provide
  Arbitrary<GeneratedCron> crons() {
    return GeneratedCron.any();
  }

  @Provide
  Arbitrary<LocalDateTime> times() {
    return Arbitraries.longs()
        .between(0, 4 * 366 * 24 * 3_600L)
        .map(seconds -> LocalDateTime.of(2024, 1, 1, 0, 0).plusSeconds(seconds));
  }

  @Provide
  Arbitrary<String> cronLike() {
    return Arbitraries.strings()
        .withChars("0123456789*/,-JANMOSU")
        .ofMinLength(1)
        .ofMaxLength(5)
        .list()
        .ofMinSize(5)
        .ofMaxSize(5)
        .map(fields -> String.join(" ", fields));
  }
}
