package io.keyhold.local.functions;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One running handler: its process, its port, and whether it answers. */
final class HandlerProcess {
  private static final Duration POLL = Duration.ofMillis(25);
  private static final Duration ONE_PING = Duration.ofSeconds(5);

  private final Process process;
  private final int port;
  private volatile boolean ended;

  private HandlerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Hears of an exit that was not asked for. */
  @FunctionalInterface
  interface ExitListener {
    void exited(HandlerProcess gone, int code);
  }

  /** Starts the program that the app's host.json describes. */
  static HandlerProcess start(
      Options options, HandlerDescription description, Journal journal, ExitListener listener) {
    Path app = options.appDirectory();
    int port = freePort();
    Map<String, String> environment =
        HandlerEnvironment.of(options, UUID.randomUUID().toString(), port);
    List<String> command = CommandLine.of(description, app, new Settings(environment));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(CommandLine.workingDirectory(description, app).toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      HandlerProcess handler = new HandlerProcess(builder.start(), port);
      ConsoleLines.follow(handler.process, description.errorsOnlyOnStandardError(), journal);
      var unused =
          handler.process.onExit().thenAccept(gone -> handler.exited(gone.exitValue(), listener));
      return handler;
    } catch (IOException notStarted) {
      throw new HostException(
          "Failed to start Worker Channel. Process fileName: " + command.getFirst(), notStarted);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new HostException("No free port", none);
    }
  }

  private void exited(int code, ExitListener listener) {
    if (!ended) {
      listener.exited(this, code);
    }
  }

  long pid() {
    return process.pid();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + "/" + path);
  }

  /**
   * Asks every 25 ms until there is an answer, whatever it says. False if there is none in time.
   */
  boolean awaitReady(HttpClient client, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!answers(client)) {
      if (ended || System.nanoTime() - end >= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
    return true;
  }

  /** A socket that refuses or breaks is no answer; anything else, even what is no HTTP, is one. */
  boolean answers(HttpClient client) throws InterruptedException {
    try {
      client.send(
          HttpRequest.newBuilder(uri("")).timeout(ONE_PING).build(),
          HttpResponse.BodyHandlers.discarding());
      return true;
    } catch (SocketException | HttpTimeoutException notYet) {
      return false;
    } catch (IOException odd) {
      return process.isAlive();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills without grace, as the host does, and with it whatever the handler has started. */
  void kill() {
    ended = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(1, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
