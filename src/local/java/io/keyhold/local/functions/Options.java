package io.keyhold.local.functions;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a host is started with.
 *
 * @param appDirectory what the unpacked package holds: host.json and a folder with function.json
 *     per function
 * @param appSettings the handler's environment and the values of %NAME% in bindings
 * @param queues shared with other hosts, as apps share a storage account
 * @param httpPort on loopback; 0 takes a free one, {@link #NO_HTTP} serves none
 * @param clock decides the visibility of messages and when timers are due, but not how long a
 *     handler may take
 * @param pause how to wait between retries
 * @param logs gets every line as it is written
 * @param inheritEnvironment whether the handler also gets this process's environment; without it
 *     PATH is empty
 */
public record Options(
    Path appDirectory,
    Map<String, String> appSettings,
    Queues queues,
    int httpPort,
    InstantSource clock,
    Pause pause,
    Consumer<LogLine> logs,
    boolean inheritEnvironment) {

  public static final int NO_HTTP = -1;

  public Options {
    appDirectory = appDirectory.toAbsolutePath().normalize();
    appSettings = Map.copyOf(appSettings);
  }

  /**
   * An app on a free port, with queues of its own, the system's clock and nobody reading its log.
   */
  public static Options of(Path appDirectory, Map<String, String> appSettings) {
    InstantSource clock = InstantSource.system();
    return new Options(
        appDirectory, appSettings, new Queues(clock), 0, clock, Pause.real(), line -> {}, false);
  }

  public Options queues(Queues shared) {
    return new Options(
        appDirectory, appSettings, shared, httpPort, clock, pause, logs, inheritEnvironment);
  }

  public Options httpPort(int port) {
    return new Options(
        appDirectory, appSettings, queues, port, clock, pause, logs, inheritEnvironment);
  }

  /** The queues keep the clock that they were made with: give both the same. */
  public Options clock(InstantSource other) {
    return new Options(
        appDirectory, appSettings, queues, httpPort, other, pause, logs, inheritEnvironment);
  }

  public Options pause(Pause other) {
    return new Options(
        appDirectory, appSettings, queues, httpPort, clock, other, logs, inheritEnvironment);
  }

  public Options logs(Consumer<LogLine> consumer) {
    return new Options(
        appDirectory, appSettings, queues, httpPort, clock, pause, consumer, inheritEnvironment);
  }

  public Options inheritEnvironment(boolean inherit) {
    return new Options(appDirectory, appSettings, queues, httpPort, clock, pause, logs, inherit);
  }
}
