package io.keyhold.local.functions;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * {@code ./keyhold local}: all apps behind one port, with their schedules and queues, until it is
 * ended.
 */
public final class LocalCommand {
  /** The port that the Functions tools use, too. */
  public static final int PORT = 7071;

  private LocalCommand() {}

  /** An unpacked package and its app settings; apps differ in the identity under which they run. */
  public record App(Path directory, Map<String, String> settings) {}

  /** Starts the apps, says where they are, and lets their schedules and queues run. */
  public static FunctionApps start(List<App> apps, int httpPort, Consumer<String> out) {
    InstantSource clock = InstantSource.system();
    Queues queues = new Queues(clock);
    List<Options> options =
        apps.stream()
            .map(
                app ->
                    Options.of(app.directory(), app.settings())
                        .queues(queues)
                        .clock(clock)
                        .logs(line -> out.accept(line.toString())))
            .toList();
    FunctionApps running = FunctionApps.start(options, httpPort);
    running.routes().forEach(route -> out.accept(running.uri() + route));
    running
        .hosts()
        .forEach(
            host ->
                host.functions().stream().filter(line -> !line.contains(": HTTP ")).forEach(out));
    running.runSchedules(true);
    return running;
  }

  /**
   * The same, and stays until the process is asked to end.
   *
   * @param help lines for whoever reads what is printed
   */
  public static void run(List<App> apps, int httpPort, List<String> help, Consumer<String> out)
      throws InterruptedException {
    FunctionApps running = start(apps, httpPort, out);
    Runtime.getRuntime().addShutdownHook(new Thread(running::close, "local-end"));
    help.forEach(out);
    out.accept("ready");
    new CountDownLatch(1).await();
  }
}
