package io.keyhold.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a timer function is told, and its retries. */
class TimerTest {
  @TempDir static Path folder;

  private static final TestClock CLOCK = new TestClock();
  private static FakeApp app;
  private static FunctionsHost host;

  @BeforeAll
  static void start() {
    app =
        new FakeApp(folder)
            .setting("SCHEDULE", "0 30 4 * * *")
            .functionJson("fresh", timer("0 0 2 * * *", ""))
            .functionJson("daily", timer("%SCHEDULE%", ""))
            .functionJson("unmonitored", timer("0 0 2 * * *', 'useMonitor': false, 'x': '", ""))
            .functionJson("frequent", timer("*/10 * * * * *", ""))
            .functionJson(
                "fixed",
                timer(
                    "0 0 2 * * *",
                    "'strategy': 'fixedDelay', 'maxRetryCount': 2, 'delayInterval': '00:00:30'"))
            .functionJson(
                "backoff",
                timer(
                    "0 0 2 * * *",
                    "'strategy': 'exponentialBackoff', 'maxRetryCount': 5, 'minimumInterval': '00:00:10',"
                        + " 'maximumInterval': '00:00:45'"));
    host = FunctionsHost.start(app.options(CLOCK));
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  private static String timer(String schedule, String retry) {
    return "{'bindings': [{'type': 'timerTrigger', 'direction': 'in', 'name': 'timer', 'schedule': '"
        + schedule
        + "'}]"
        + (retry.isEmpty() ? "" : ", 'retry': {" + retry + "}")
        + "}";
  }

  private static JsonNode told(Invocation invocation) throws Exception {
    return Json.read(invocation.request()).at("/Data/timer");
  }

  private static JsonNode retryContext(Invocation invocation) throws Exception {
    return Json.read(invocation.request()).at("/Metadata/RetryContext");
  }

  @Test
  void theFirstRunKnowsOnlyWhenTheNextOneIs() throws Exception {
    assertThat(told(host.fire("fresh")))
        .isEqualTo(
            Json.read(
                """
                {"Schedule": {"AdjustForDST": true},
                 "ScheduleStatus": {"Last": "0001-01-01T00:00:00+00:00", "Next": "2026-11-23T02:00:00+00:00",
                                    "LastUpdated": "2026-11-23T00:00:00+00:00"},
                 "IsPastDue": false}
                """));
  }

  @Test
  void aLaterRunKnowsTheOneBefore() throws Exception {
    CLOCK.advance(Duration.ofNanos(3_100_000));
    host.fire("daily");
    JsonNode status = told(host.fire("daily")).path("ScheduleStatus");
    assertThat(status.path("Last").asText()).matches("2026-11-23T00:..:..\\.0031\\+00:00");
    assertThat(status.path("Next").asText()).isEqualTo("2026-11-23T04:30:00+00:00");
  }

  @Test
  void withoutAMonitorThereIsNoStatus() throws Exception {
    assertThat(told(host.fire("unmonitored")).path("ScheduleStatus").isNull()).isTrue();
  }

  @Test
  void aTimerThatRunsEveryFewSecondsIsNotMonitored() throws Exception {
    assertThat(told(host.fire("frequent")).path("ScheduleStatus").isNull()).isTrue();
  }

  @Test
  void aRunCanBePastDueOnDemand() throws Exception {
    assertThat(told(host.firePastDue("daily")).path("IsPastDue").asBoolean()).isTrue();
  }

  @Test
  void aScheduleMayBeASetting() {
    assertThat(host.functions()).contains("daily: timer 0 30 4 * * *");
  }

  @Test
  void withoutAPolicyAFailedTimerIsNotRetriedAndHearsOfNoRetries() throws Exception {
    app.answers("unmonitored", "500\n");
    Invocation only = host.fire("unmonitored");
    app.reports("unmonitored");
    assertThat(only.succeeded()).isFalse();
    assertThat(only.retry()).isZero();
    assertThat(retryContext(only).isMissingNode()).isTrue();
  }

  @Test
  void aFixedDelayRetriesUntilItSucceedsAndTellsTheFunction() throws Exception {
    app.answers("fixed", "500\n", FakeApp.json("{}"));
    Invocation second = host.fire("fixed");
    List<Invocation> all = host.invocations("fixed");
    Invocation first = all.get(all.indexOf(second) - 1);
    assertThat(second.succeeded()).isTrue();
    assertThat(CLOCK.moves()).last().isEqualTo(Duration.ofSeconds(30));
    assertThat(retryContext(first))
        .isEqualTo(Json.read("{\"RetryCount\": 0, \"MaxRetryCount\": 2, \"Exception\": null}"));
    assertThat(retryContext(second).path("RetryCount").asInt()).isEqualTo(1);
    assertThat(retryContext(second).at("/Exception/Message").asText()).contains("500");
  }

  @Test
  void retriesEndWithTheCountOfThePolicy() {
    app.answers("fixed", "500\n");
    Invocation last = host.fire("fixed");
    assertThat(last.succeeded()).isFalse();
    assertThat(last.retry()).isEqualTo(2);
  }

  @Test
  void anExponentialBackoffWaitsLongerEachTimeUpToItsMaximum() {
    app.answers("backoff", "500\n");
    int moves = CLOCK.moves().size();
    host.fire("backoff");
    assertThat(CLOCK.moves().subList(moves, moves + 5))
        .extracting(Duration::toSeconds)
        .containsExactly(10L, 20L, 30L, 45L, 45L);
  }

  @Test
  void aTimerThatIsNotThereIsSaidByName() {
    assertThatThrownBy(() -> host.fire("tock")).hasMessageContaining("'tock'");
  }
}
