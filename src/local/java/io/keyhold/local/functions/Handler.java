package io.keyhold.local.functions;

import java.net.http.HttpClient;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps one handler process running. Exit 200 asks for a restart; any other exit but 0, and a
 * handler that does not get ready, is an error that restarts it, too, until the third error without
 * a gap of more than 30 minutes, which ends the host. After exit 0 nothing happens, and calls find
 * nobody.
 */
final class Handler implements AutoCloseable {
  private static final int RESTART_EXIT = 200;

  private final Options options;
  private final HandlerDescription description;
  private final HttpClient client;
  private final Journal journal;
  private final HandlerErrors errors = new HandlerErrors();
  private CompletableFuture<HandlerProcess> current = new CompletableFuture<>();
  private Optional<HandlerProcess> process = Optional.empty();
  private boolean closed;

  Handler(Options options, HandlerDescription description, HttpClient client, Journal journal) {
    this.options = options;
    this.description = description;
    this.client = client;
    this.journal = journal;
  }

  synchronized void launch() {
    if (closed) {
      return;
    }
    CompletableFuture<HandlerProcess> next = current.isDone() ? new CompletableFuture<>() : current;
    current = next;
    Thread.ofVirtual().name("handler-start").start(() -> bringUp(next));
  }

  private void bringUp(CompletableFuture<HandlerProcess> next) {
    Optional<HandlerProcess> started = Optional.empty();
    try {
      started = startUnlessClosed();
      if (started.isEmpty()) {
        return;
      }
      HandlerProcess handler = started.get();
      if (handler.awaitReady(client, description.initializationTimeout())) {
        next.complete(handler);
        journal.info("Worker process started and initialized.");
      } else {
        failed(handler, "Initializing HttpWorker timed out.");
      }
    } catch (HostException notStarted) {
      started.ifPresent(HandlerProcess::kill);
      next.completeExceptionally(notStarted);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<HandlerProcess> startUnlessClosed() {
    if (closed) {
      return Optional.empty();
    }
    process = Optional.of(HandlerProcess.start(options, description, journal, this::exited));
    return process;
  }

  private void exited(HandlerProcess gone, int code) {
    if (code == 0) {
      journal.info("The handler has exited with code 0.");
    } else if (code == RESTART_EXIT) {
      journal.info("Language Worker Process exited and needs to be restarted.");
      restart(gone);
    } else {
      failed(gone, "The handler exited with code " + code + ".");
    }
  }

  private synchronized void failed(HandlerProcess handler, String reason) {
    if (closed || process.filter(handler::equals).isEmpty()) {
      return;
    }
    journal.error(reason);
    errors.add(options.clock().instant());
    restart(handler);
  }

  /**
   * Kills this process, and all that it has in hand, and starts another; nothing if it is no longer
   * the current one.
   */
  synchronized void restart(HandlerProcess handler) {
    if (closed || process.filter(handler::equals).isEmpty()) {
      return;
    }
    handler.kill();
    process = Optional.empty();
    if (errors.areTooMany()) {
      shutDown("Exceeded http worker restart retry count. Shutting down Functions Host");
    } else {
      launch();
    }
  }

  private synchronized void shutDown(String reason) {
    journal.error(reason);
    closed = true;
    if (current.isDone()) {
      current = new CompletableFuture<>();
    }
    current.completeExceptionally(new HostException(reason));
    process.ifPresent(HandlerProcess::kill);
  }

  /**
   * The handler, ready; waits for at most four times as long as it may take to start, and then the
   * host gives up.
   */
  HandlerProcess ready() throws InterruptedException {
    CompletableFuture<HandlerProcess> awaited = current();
    try {
      return awaited.get(
          description.initializationTimeout().multipliedBy(4).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException never) {
      shutDown("The handler was not ready in time. Shutting down Functions Host");
      throw new HostException("The handler was not ready in time", never);
    } catch (ExecutionException ended) {
      throw new HostException(ended.getCause().getMessage(), ended.getCause());
    }
  }

  private synchronized CompletableFuture<HandlerProcess> current() {
    return current;
  }

  /** The process id, if there is a process and it runs. */
  synchronized OptionalLong pid() {
    return process.filter(HandlerProcess::isAlive).stream()
        .mapToLong(HandlerProcess::pid)
        .findFirst();
  }

  /** Pings the handler as the host does to see how it is. */
  boolean answers() throws InterruptedException {
    Optional<HandlerProcess> pinged = process();
    return pinged.isPresent() && pinged.get().isAlive() && pinged.get().answers(client);
  }

  private synchronized Optional<HandlerProcess> process() {
    return process;
  }

  synchronized boolean isShutDown() {
    return closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    process.ifPresent(HandlerProcess::kill);
    current.completeExceptionally(new HostException("The host is stopped"));
  }
}
