package io.keyhold.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the handler's process is started, watched, restarted and ended. */
class HandlerLifeTest {
  @TempDir Path folder;

  private final TestClock clock = new TestClock();
  private final LogWatch log = new LogWatch();

  private FakeApp app() {
    return new FakeApp(folder).function("tick", FakeApp.timer());
  }

  private FunctionsHost start(FakeApp app) {
    return FunctionsHost.start(app.options(clock).logs(log));
  }

  @Test
  void theHandlerGetsTheSettingsAndItsPortAndAnEmptyPath() {
    try (FunctionsHost host = start(app().setting("BACKUP_SCHEDULE", "0 0 2 * * *"))) {
      assertThat(host.fire("tick").logs())
          .contains("PATH=", "BACKUP_SCHEDULE=0 0 2 * * *", "FUNCTIONS_WORKER_RUNTIME=custom")
          .contains("FUNCTIONS_APP_ROOT_PATH=" + folder.resolve("app"))
          .anyMatch(line -> line.matches("FUNCTIONS_CUSTOMHANDLER_PORT=\\d+"))
          .anyMatch(line -> line.matches("FUNCTIONS_HTTPWORKER_PORT=\\d+"))
          .anyMatch(line -> line.matches("FUNCTIONS_CUSTOMHANDLER_WORKER_ID=.{36}"))
          .anyMatch(line -> line.matches("FUNCTIONS_HTTPWORKER_ID=.{36}"))
          .noneMatch(line -> line.startsWith("JAVA_HOME=") || line.startsWith("HOME="));
    }
  }

  @Test
  void theHandlerInheritsTheEnvironmentOnlyWhereThatIsAskedFor() {
    try (FunctionsHost host = FunctionsHost.start(app().options(clock).inheritEnvironment(true))) {
      assertThat(host.fire("tick").logs()).contains("PATH=" + System.getenv("PATH"));
    }
  }

  @Test
  void theHandlerRunsInTheAppsDirectory() {
    try (FunctionsHost host = start(app())) {
      assertThat(host.fire("tick").logs()).contains("in " + folder.resolve("app"));
    }
  }

  @Test
  void argumentsAndTheWorkingDirectoryComeFromHostJson() throws Exception {
    FakeApp app =
        app()
            .file("below/empty", "")
            .hostJson(
                """
                {"customHandler": {"description": {"defaultExecutablePath": "%NAME%", "workingDirectory": "below",
                 "arguments": ["--one two", "%NAME%%UNSET%", "\\"in quotes\\"", "%FUNCTIONS_HTTPWORKER_PORT%"]}}}
                """)
            .setting("NAME", "handler");
    try (FunctionsHost host = start(app)) {
      assertThat(log.await("arguments", 1).text())
          .matches("arguments \\[--one, two, handler, in quotes, \\d+]");
      assertThat(host.fire("tick").logs()).contains("in " + folder.resolve("app/below"));
    }
  }

  @Test
  void anAnswerWith404CountsAsReady() {
    try (FunctionsHost host = start(app())) {
      assertThat(host.handlerPid()).isPresent();
      assertThat(host.isHealthy()).isTrue();
    }
  }

  @Test
  void theHandlerIsPingedByAGetWithoutTheHostsHeaders() throws Exception {
    try (FunctionsHost host = start(app())) {
      assertThat(log.await("pinged", 1).text())
          .startsWith("pinged by GET with")
          .doesNotContain("azure");
      assertThat(host.isShutDown()).isFalse();
    }
  }

  @Test
  void anInvocationThatComesBeforeTheHandlerIsReadyWaits() {
    try (FunctionsHost host = FunctionsHost.launch(app().options(clock))) {
      assertThat(host.fire("tick").succeeded()).isTrue();
    }
  }

  @Test
  void whatTheHandlerPrintsIsLoggedWithALevel() throws Exception {
    try (FunctionsHost host =
        start(
            app()
                .answers(
                    "tick", "out hello\nerr a warning\nerr a plain line\n" + FakeApp.json("{}")))) {
      assertThat(host.fire("tick").succeeded()).isTrue();
      assertThat(log.await("hello", 1).level()).isEqualTo(LogLine.Level.INFORMATION);
      assertThat(log.await("a warning", 1).level()).isEqualTo(LogLine.Level.WARNING);
      assertThat(log.await("a plain line", 1).level()).isEqualTo(LogLine.Level.ERROR);
    }
  }

  @Test
  void aHandlerThatExitsWith200IsRestarted() throws Exception {
    try (FunctionsHost host = start(app().answers("tick", "exit 200", "exit 200"))) {
      for (int times = 2; times <= 5; times++) {
        assertThat(host.fire("tick").outcome()).isInstanceOf(Outcome.Failed.class);
        log.await("Worker process started", times);
      }
      assertThat(host.isShutDown()).isFalse();
    }
  }

  @Test
  void aHandlerThatCrashesIsRestartedAndTheThirdTimeTheHostEnds() throws Exception {
    try (FunctionsHost host = start(app().answers("tick", "exit 3"))) {
      host.fire("tick");
      log.await("Worker process started", 2);
      host.fire("tick");
      log.await("Worker process started", 3);
      host.fire("tick");
      log.await("Shutting down Functions Host", 1);
      assertThat(host.isShutDown()).isTrue();
      assertThat(host.fire("tick").outcome().reason()).contains("Shutting down");
    }
  }

  @Test
  void errorsMoreThanThirtyMinutesApartDoNotAddUp() throws Exception {
    try (FunctionsHost host = start(app().answers("tick", "exit 3"))) {
      for (int times = 2; times <= 5; times++) {
        host.fire("tick");
        log.await("Worker process started", times);
        clock.advance(Duration.ofMinutes(31));
      }
      assertThat(host.isShutDown()).isFalse();
    }
  }

  @Test
  void afterAnExitWith0NothingHappensAndCallsFindNobody() throws Exception {
    try (FunctionsHost host = start(app().answers("tick", "exit 0"))) {
      host.fire("tick");
      log.await("exited with code 0", 1);
      assertThat(host.fire("tick").outcome().reason()).contains("could not be called");
      assertThat(host.handlerPid()).isEmpty();
      assertThat(host.isHealthy()).isFalse();
      assertThat(host.isShutDown()).isFalse();
    }
  }

  @Test
  void aHandlerThatNeverAnswersIsGivenUpWithWhatItSaid() {
    FakeApp app =
        app()
            .script("echo I am here >&2\nexec /bin/sleep 100")
            .hostJson(
                """
                {"customHandler": {"description": {"defaultExecutablePath": "handler"}, "initializationTimeout": "00:00:00.5"}}
                """);
    assertThatThrownBy(() -> start(app))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("Shutting down Functions Host")
        .hasMessageContaining("Initializing HttpWorker timed out")
        .hasMessageContaining("I am here");
  }

  @Test
  void aFunctionThatTakesTooLongIsTimedOutAndItsHandlerKilledAndRestarted() throws Exception {
    FakeApp app = app().host("{\"functionTimeout\": \"00:00:01\"}").answers("tick", "hang");
    try (FunctionsHost host = start(app)) {
      long before = host.handlerPid().orElseThrow();
      assertThat(host.fire("tick").outcome()).isInstanceOf(Outcome.TimedOut.class);
      log.await("Worker process started", 2);
      assertThat(host.handlerPid().orElseThrow()).isNotEqualTo(before);
      assertThat(ProcessHandle.of(before).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    }
  }

  @Test
  void whatElseIsInFlightDiesWithTheHandler() {
    QueueName work = new QueueName("Q", "work");
    FakeApp app =
        new FakeApp(folder)
            .host("{\"extensions\": {\"queues\": {\"maxDequeueCount\": 1}}}")
            .function("work", FakeApp.queueTrigger("work"))
            .answers("work", "meet\nhang", "meet\n200 application/json\nnull");
    try (FunctionsHost host = start(app)) {
      host.queues().send(work, "one");
      host.queues().send(work, "two");
      host.awaitIdle(Duration.ofSeconds(30));
      assertThat(host.invocations())
          .extracting(invocation -> invocation.outcome().getClass().getSimpleName())
          .containsExactlyInAnyOrder("TimedOut", "Failed");
    }
  }

  @Test
  void closingTheHostKillsTheHandler() {
    FunctionsHost host = start(app());
    ProcessHandle handler = ProcessHandle.of(host.handlerPid().orElseThrow()).orElseThrow();
    host.close();
    assertThat(handler.isAlive()).isFalse();
  }

  @Test
  void withoutFunctionsNoHandlerIsStarted() {
    try (FunctionsHost host = start(new FakeApp(folder))) {
      assertThat(host.handlerPid()).isEmpty();
    }
  }

  @Test
  void anExecutableThatIsNotThereIsSaidByName() {
    FakeApp app =
        app()
            .hostJson(
                "{\"customHandler\": {\"description\": {\"defaultExecutablePath\": \"sh\"}}}");
    assertThatThrownBy(() -> start(app)).hasMessageContaining("The handler 'sh' is neither in");
  }

  @Test
  void aMissingSettingOfAScheduleIsSaidByName() {
    FakeApp app =
        new FakeApp(folder).function("tick", FakeApp.timer().replace("0 0 2 * * *", "%TICKS%"));
    assertThatThrownBy(() -> start(app)).hasMessageContaining("'%TICKS%' in timerTrigger.schedule");
  }

  @Test
  void aFunctionThatIsSwitchedOffIsNotThere() {
    try (FunctionsHost host = start(app().setting("AzureWebJobs.tick.Disabled", "true"))) {
      assertThat(host.functions()).isEmpty();
    }
  }
}
