package io.keyhold.local.demo;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.fleet.AppSettings;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.functions.FunctionApps;
import io.keyhold.local.functions.Invocation;
import io.keyhold.local.functions.LogLine;
import io.keyhold.local.functions.Options;
import io.keyhold.local.functions.Queues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A local Azure with the sample fleet and the packaged apps, each in a host of its own. */
final class Stage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final int LAST_WORDS = 25;

  private final LocalAzure azure = LocalAzure.start(LocalAzure.Options.inMemory());
  private final FunctionApps apps;

  /** Before the clock of the local Azure is moved: the apps have the system's. */
  private final String token = azure.callers().token();

  Stage(Path packages) {
    new SampleFleet().accept(azure);
    Queues queues = new Queues(azure.clock());
    List<Options> options =
        AppSettings.apps(packages).stream()
            .map(
                app ->
                    Options.of(app, AppSettings.of(azure, app)).queues(queues).clock(azure.clock()))
            .toList();
    apps = FunctionApps.start(options, 0);
  }

  LocalAzure azure() {
    return azure;
  }

  Api api() {
    return new Api(apps.uri(), token);
  }

  /** Fires a timer. */
  void fire(String function) {
    Invocation fired = apps.fire(function);
    DemoFailure.unless(
        fired.succeeded(), "The timer " + function + " failed: " + fired.outcome().reason());
  }

  /** Lets the queue functions work until nothing is left for them. */
  void settle() {
    apps.awaitIdle(PATIENCE);
  }

  /** The latest lines of the hosts' logs, for whoever asks why. */
  List<String> lastWords() {
    return apps.hosts().stream()
        .flatMap(
            host -> host.logs().reversed().stream().limit(LAST_WORDS).toList().reversed().stream())
        .map(LogLine::toString)
        .toList();
  }

  @Override
  public void close() {
    apps.close();
    azure.close();
  }
}
