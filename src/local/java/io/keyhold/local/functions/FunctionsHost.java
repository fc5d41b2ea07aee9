package io.keyhold.local.functions;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs one function app as the Functions host does: it starts the handler that host.json describes,
 * fires timers, serves HTTP routes, and takes and puts queue messages. {@link FunctionApps} runs
 * several.
 */
public final class FunctionsHost implements AutoCloseable {
  private final Options options;
  private final Journal journal;
  private final HttpClient client;
  private final Handler handler;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<FunctionJson> functions;
  private final List<TimerTrigger> timers = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final QueueWorker worker = new QueueWorker();
  private final Background background;
  private Optional<HttpFront> front = Optional.empty();

  private FunctionsHost(Options options, HostJson host, List<FunctionJson> functions) {
    this.options = options;
    this.functions = functions;
    this.journal = new Journal(options.logs());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(executor)
            .build();
    this.handler = new Handler(options, host.handler(), client, journal);
    OutputBindings bindings = new OutputBindings(options.queues(), host.queues());
    Invoker invoker = new Invoker(client, handler, bindings, host, options, journal);
    for (FunctionJson function : functions) {
      switch (function.kind()) {
        case TIMER -> timers.add(new TimerTrigger(function, options, invoker));
        case HTTP ->
            routes.add(Route.of(new HttpTrigger(function, options, invoker), host.routePrefix()));
        case QUEUE ->
            worker.add(
                progress ->
                    new QueueTrigger(
                        function, host.queues(), options, invoker, executor, progress));
      }
    }
    this.background = new Background(timers, worker, executor, journal);
  }

  /**
   * Starts the app and waits until its handler answers; throws {@link HostException} with the
   * reason if it never does.
   */
  public static FunctionsHost start(Options options) {
    FunctionsHost host = launch(options);
    host.awaitReady();
    return host;
  }

  /** Starts the app without waiting for its handler. */
  static FunctionsHost launch(Options options) {
    HostJson json = HostJson.read(options.appDirectory());
    List<FunctionJson> functions =
        FunctionJson.readAll(options.appDirectory(), new Settings(options.appSettings()));
    FunctionsHost host = new FunctionsHost(options, json, functions);
    if (!functions.isEmpty()) {
      host.handler.launch();
    }
    return host;
  }

  void awaitReady() {
    try {
      if (!functions.isEmpty()) {
        handler.ready();
      }
      if (options.httpPort() != Options.NO_HTTP) {
        front =
            Optional.of(
                HttpFront.start(options.httpPort(), routes, new AdminDoor(this::fireAside)));
      }
    } catch (HostException failed) {
      close();
      throw new HostException(failed.getMessage() + lastWords(), failed);
    } catch (InterruptedException stop) {
      close();
      Thread.currentThread().interrupt();
      throw new HostException("Stopped while starting", stop);
    }
  }

  private String lastWords() {
    List<LogLine> lines = logs();
    StringBuilder words = new StringBuilder();
    lines
        .subList(Math.max(0, lines.size() - 20), lines.size())
        .forEach(line -> words.append("\n  ").append(line));
    return words.toString();
  }

  /** Runs a timer function now, with the retries of its policy, and gives the last attempt. */
  public Invocation fire(String function) {
    return fire(function, false);
  }

  /** The same as it comes when an occurrence was missed: IsPastDue is true. */
  public Invocation firePastDue(String function) {
    return fire(function, true);
  }

  private Invocation fire(String function, boolean pastDue) {
    TimerTrigger timer =
        timer(function)
            .orElseThrow(() -> new HostException("No timer function '" + function + "'"));
    try {
      return timer.fire(pastDue);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new HostException("Stopped while '" + function + "' ran", stop);
    }
  }

  boolean fireAside(String function) {
    return timer(function).map(background::fire).isPresent();
  }

  private Optional<TimerTrigger> timer(String function) {
    return timers.stream().filter(timer -> timer.name().equalsIgnoreCase(function)).findFirst();
  }

  /** Whether this app has a timer function of that name. */
  public boolean hasTimer(String function) {
    return timer(function).isPresent();
  }

  /**
   * Fires the timers whose hour has come by the host's clock, one after the other, and gives their
   * last attempts.
   */
  public List<Invocation> fireDue() {
    return timers.stream().filter(TimerTrigger::isDue).map(timer -> fire(timer.name())).toList();
  }

  /**
   * Runs queue functions until no message can be taken; failed ones as often as they come back at
   * once.
   */
  public long pump() {
    return worker.drain(QueueWorker.PATIENCE);
  }

  /** Waits until no message can be taken and none is in hand, working on them meanwhile. */
  public void awaitIdle(Duration limit) {
    worker.drain(limit);
  }

  boolean isIdle() {
    return worker.isIdle();
  }

  /**
   * Whether timers run by themselves and queues are polled, past-due ones at once; off until asked
   * for.
   */
  public void runSchedules(boolean run) {
    background.run(run);
  }

  /** The address of the HTTP routes. */
  public URI uri() {
    return front.orElseThrow(() -> new HostException("This host serves no HTTP")).uri();
  }

  List<Route> routeList() {
    return List.copyOf(routes);
  }

  /** The functions of this app with what starts them, one line each. */
  public List<String> functions() {
    return functions.stream().map(FunctionJson::describe).toList();
  }

  /** The HTTP routes, one line each. */
  public List<String> routes() {
    return routes.stream().map(Route::toString).toList();
  }

  public Queues queues() {
    return options.queues();
  }

  /** Every invocation so far, in the order in which they ended. */
  public List<Invocation> invocations() {
    return journal.invocations();
  }

  public List<Invocation> invocations(String function) {
    return invocations().stream()
        .filter(invocation -> invocation.function().equals(function))
        .toList();
  }

  public List<LogLine> logs() {
    return journal.lines();
  }

  /** The process id of the running handler; empty between two, and in an app without functions. */
  public OptionalLong handlerPid() {
    return handler.pid();
  }

  /** Whether the handler answers when it is pinged. */
  public boolean isHealthy() {
    try {
      return handler.answers();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether the host has given up, after three errors of the handler. */
  public boolean isShutDown() {
    return handler.isShutDown();
  }

  @Override
  public void close() {
    background.close();
    front.ifPresent(HttpFront::close);
    handler.close();
    executor.shutdownNow();
    client.shutdownNow();
    journal.close();
  }
}
