package io.keyhold.local.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several apps that share queues and one HTTP front. */
class FunctionAppsTest {
  @TempDir Path first;
  @TempDir Path second;

  private final TestClock clock = new TestClock();
  private final Queues queues = new Queues(clock);

  private FakeApp backup() {
    return new FakeApp(first)
        .function("backup-tick", FakeApp.timer(), FakeApp.queueOutput("machines", "backup"))
        .function("backup-machine", FakeApp.queueTrigger("backup"))
        .answers(
            "backup-tick", "200 application/json\n{\"Outputs\": {\"machines\": [\"{}\", \"{}\"]}}");
  }

  private FakeApp restore() {
    return new FakeApp(second)
        .function(
            "backup-now",
            FakeApp.http("\"put\"", "backups/{id}"),
            FakeApp.httpOutput(),
            FakeApp.queueOutput("machines", "backup"))
        .answers(
            "backup-now",
            "200 application/json\n{\"Outputs\": {\"machines\": [\"{}\"], \"res\": {\"statusCode\": 202}}}");
  }

  private static int put(URI address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address).PUT(HttpRequest.BodyPublishers.ofString("{}")).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private FunctionApps start() {
    return FunctionApps.start(
        List.of(backup().options(clock).queues(queues), restore().options(clock).queues(queues)),
        0);
  }

  @Test
  void aMessageOfOneAppReachesAnother() throws Exception {
    try (FunctionApps apps = start()) {
      assertThat(put(apps.uri().resolve("/api/backups/b1"))).isEqualTo(202);
      assertThat(apps.pump()).isEqualTo(1);
      assertThat(apps.invocations("backup-machine")).hasSize(1).allMatch(Invocation::succeeded);
    }
  }

  @Test
  void aTimerIsFoundInWhicheverAppHasIt() {
    try (FunctionApps apps = start()) {
      assertThat(apps.fire("backup-tick").succeeded()).isTrue();
      apps.awaitIdle(Duration.ofSeconds(30));
      assertThat(apps.invocations("backup-machine")).hasSize(2);
      assertThatThrownBy(() -> apps.fire("none")).hasMessageContaining("'none'");
    }
  }

  @Test
  void closingEndsAllHandlersAndThePort() throws IOException {
    FunctionApps apps = start();
    int port = apps.uri().getPort();
    List<ProcessHandle> handlers =
        apps.hosts().stream()
            .map(host -> ProcessHandle.of(host.handlerPid().orElseThrow()).orElseThrow())
            .toList();
    apps.close();
    assertThat(handlers).noneMatch(ProcessHandle::isAlive);
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(free.getLocalPort()).isEqualTo(port);
    }
  }

  @Test
  void whereOneAppCannotStartNoneStays() {
    FakeApp broken = restore().script("exit 3");
    Options good = backup().options(clock);
    assertThatThrownBy(() -> FunctionApps.start(List.of(good, broken.options(clock)), 0))
        .hasMessageContaining("exited with code 3");
    assertThat(
            ProcessHandle.current()
                .descendants()
                .filter(
                    process -> process.info().commandLine().orElse("").contains(first.toString())))
        .isEmpty();
  }

  @Test
  void theLocalCommandSaysWhereTheAppsAreAndRunsTheirQueues() throws Exception {
    LogWatch out = new LogWatch();
    List<LocalCommand.App> apps =
        List.of(
            new LocalCommand.App(
                backup()
                    .answers("backup-machine", FakeApp.json("{'Logs': ['backed up']}"))
                    .directory(),
                backup().settings()),
            new LocalCommand.App(restore().directory(), restore().settings()));
    try (FunctionApps running =
        LocalCommand.start(
            apps, 0, line -> out.accept(new LogLine(LogLine.Level.INFORMATION, "out", line)))) {
      out.await(running.uri() + "/api/backups/{id} [PUT] backup-now", 1);
      out.await("backup-tick: timer 0 0 2 * * *", 1);
      out.await("backup-machine: queue Q/backup", 1);
      put(running.uri().resolve("/api/backups/b1"));
      out.await("backed up", 1);
    }
  }
}
