package io.keyhold.local.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When timers run. */
class ScheduleTest {
  @TempDir Path folder;

  private final TestClock clock = new TestClock();
  private final LogWatch log = new LogWatch();

  private FunctionsHost start(String more) {
    String timer = FakeApp.timer().replace("\"schedule\"", more + "\"schedule\"");
    FakeApp app =
        new FakeApp(folder)
            .function("tick", timer)
            .answers("tick", FakeApp.json("{'Logs': ['ran']}"));
    return FunctionsHost.start(app.options(clock).logs(log));
  }

  private static boolean firstWasPastDue(FunctionsHost host) throws Exception {
    return Json.read(host.invocations("tick").getFirst().request())
        .at("/Data/timer/IsPastDue")
        .asBoolean();
  }

  @Test
  void dueTimersRunOnDemandOnceTheirHourHasCome() {
    try (FunctionsHost host = start("")) {
      assertThat(host.fireDue()).isEmpty();
      clock.advance(Duration.ofHours(2));
      assertThat(host.fireDue())
          .extracting(Invocation::at)
          .containsExactly(Instant.parse("2026-11-23T02:00:00Z"));
      assertThat(host.fireDue()).isEmpty();
    }
  }

  @Test
  void schedulesRunByThemselvesWhereAskedTo() throws Exception {
    try (FunctionsHost host = start("")) {
      host.runSchedules(true);
      clock.advance(Duration.ofHours(2));
      log.await("ran", 1);
      clock.advance(Duration.ofDays(1));
      log.await("ran", 2);
      assertThat(firstWasPastDue(host)).isFalse();
    }
  }

  @Test
  void aMissedHourIsMadeUpForWhenSchedulesBeginAndIsPastDue() throws Exception {
    try (FunctionsHost host = start("")) {
      clock.advance(Duration.ofHours(3));
      host.runSchedules(true);
      log.await("ran", 1);
      assertThat(firstWasPastDue(host)).isTrue();
    }
  }

  @Test
  void aTimerCanRunOnStartup() throws Exception {
    try (FunctionsHost host = start("\"runOnStartup\": true, ")) {
      host.runSchedules(true);
      log.await("ran", 1);
      assertThat(firstWasPastDue(host)).isFalse();
    }
  }
}
