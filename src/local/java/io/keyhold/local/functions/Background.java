package io.keyhold.local.functions;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Fires timers and polls queues by itself, with one thread that looks ten times a second by the
 * host's clock.
 */
final class Background implements AutoCloseable {
  private static final long LOOK_MILLIS = 100;

  private final List<TimerTrigger> timers;
  private final QueueWorker worker;
  private final ExecutorService executor;
  private final Journal journal;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("functions-schedules").factory());
  private final Set<TimerTrigger> begun = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  Background(
      List<TimerTrigger> timers, QueueWorker worker, ExecutorService executor, Journal journal) {
    this.timers = timers;
    this.worker = worker;
    this.executor = executor;
    this.journal = journal;
    var unused =
        ticker.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  void run(boolean run) {
    if (run && !running) {
      timers.stream()
          .filter(TimerTrigger::isDueAtStart)
          .forEach(timer -> begin(timer, timer.isPastDue()));
    }
    running = run;
  }

  private void look() {
    if (running) {
      timers.stream().filter(TimerTrigger::isDue).forEach(timer -> begin(timer, false));
      worker.poll();
    }
  }

  /** Not again while it runs: it would look due until its run has been noted. */
  private void begin(TimerTrigger timer, boolean pastDue) {
    if (begun.add(timer)) {
      executor.execute(
          () -> {
            run(timer, pastDue);
            begun.remove(timer);
          });
    }
  }

  /**
   * Runs a timer function without waiting for it; true, so that it can stand for having found one.
   */
  boolean fire(TimerTrigger timer) {
    executor.execute(() -> run(timer, false));
    return true;
  }

  private void run(TimerTrigger timer, boolean pastDue) {
    try {
      timer.fire(pastDue);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException unexpected) {
      journal.error(
          "Error occurred during scheduled invocation for '" + timer.name() + "': " + unexpected);
    }
  }

  @Override
  public void close() {
    running = false;
    ticker.shutdownNow();
  }
}
