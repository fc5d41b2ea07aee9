package io.keyhold.local.functions;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Several apps, a host each, behind one HTTP front, as the apps of a product behind one gateway.
 */
public final class FunctionApps implements AutoCloseable {
  private final List<FunctionsHost> hosts;
  private final HttpFront front;

  private FunctionApps(List<FunctionsHost> hosts, int httpPort) {
    this.hosts = List.copyOf(hosts);
    List<Route> routes = hosts.stream().flatMap(host -> host.routeList().stream()).toList();
    this.front = HttpFront.start(httpPort, routes, new AdminDoor(this::fireAside));
  }

  /**
   * Starts the apps side by side; their options should share the queues and the clock. Their own
   * httpPort is not used.
   */
  public static FunctionApps start(List<Options> apps, int httpPort) {
    List<FunctionsHost> started = new ArrayList<>();
    try {
      for (Options app : apps) {
        started.add(FunctionsHost.launch(app.httpPort(Options.NO_HTTP)));
      }
      started.forEach(FunctionsHost::awaitReady);
      return new FunctionApps(started, httpPort);
    } catch (HostException failed) {
      started.forEach(FunctionsHost::close);
      throw failed;
    }
  }

  private boolean fireAside(String function) {
    return hosts.stream().anyMatch(host -> host.fireAside(function));
  }

  public List<FunctionsHost> hosts() {
    return hosts;
  }

  public URI uri() {
    return front.uri();
  }

  /** The HTTP routes of all apps, one line each. */
  public List<String> routes() {
    return front.routes().stream().map(Route::toString).toList();
  }

  /** Runs a timer function of whichever app has it. */
  public Invocation fire(String function) {
    return hosts.stream()
        .filter(host -> host.hasTimer(function))
        .findFirst()
        .orElseThrow(() -> new HostException("No timer function '" + function + "'"))
        .fire(function);
  }

  /** Runs the queue functions of all apps until no message can be taken. */
  public long pump() {
    long sum = 0;
    long round;
    do {
      round = hosts.stream().mapToLong(FunctionsHost::pump).sum();
      sum += round;
    } while (round > 0);
    return sum;
  }

  /**
   * Waits until no app has a message that it can take, nor one in hand, working on them meanwhile.
   */
  public void awaitIdle(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    do {
      hosts.forEach(host -> host.awaitIdle(Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
    } while (!hosts.stream().allMatch(FunctionsHost::isIdle));
  }

  public void runSchedules(boolean run) {
    hosts.forEach(host -> host.runSchedules(run));
  }

  /** The invocations of all apps, app by app. */
  public List<Invocation> invocations() {
    return hosts.stream().flatMap(host -> host.invocations().stream()).toList();
  }

  public List<Invocation> invocations(String function) {
    return invocations().stream()
        .filter(invocation -> invocation.function().equals(function))
        .toList();
  }

  @Override
  public void close() {
    front.close();
    hosts.forEach(FunctionsHost::close);
  }
}
