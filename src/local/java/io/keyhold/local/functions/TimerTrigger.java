package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** A timer function: never two runs at a time, and its retries belong to its run. */
final class TimerTrigger {
  private final FunctionJson function;
  private final Schedule schedule;
  private final boolean monitored;
  private final Invoker invoker;
  private final InstantSource clock;
  private final Retries retries;
  private final ReentrantLock running = new ReentrantLock();
  private final AtomicBoolean started = new AtomicBoolean();
  private volatile ScheduleStatus status;

  TimerTrigger(FunctionJson function, Options options, Invoker invoker) {
    this.function = function;
    this.schedule = Schedule.parse(function.trigger().required("schedule"));
    this.monitored = function.trigger().flag("useMonitor", true) && !schedule.isFrequent();
    this.invoker = invoker;
    this.clock = options.clock();
    this.retries = new Retries(function.retry(), options.pause());
    this.status = ScheduleStatus.first(schedule, clock.instant());
  }

  String name() {
    return function.name();
  }

  /**
   * The host begins to listen: whether the timer runs at once, because it is past due or wants to
   * run on start-up.
   */
  boolean isDueAtStart() {
    boolean first = started.compareAndSet(false, true);
    return isPastDue() || (first && function.trigger().flag("runOnStartup", false));
  }

  boolean isPastDue() {
    return monitored && status.isPastDue(clock.instant());
  }

  boolean isDue() {
    return status.isDue(clock.instant());
  }

  /** Runs the function with its retries and gives the last attempt. */
  Invocation fire(boolean pastDue) throws InterruptedException {
    running.lockInterruptibly();
    try {
      Instant at = clock.instant();
      Invocation last =
          retries.run(
              (retry, context) -> invoker.invoke(function, envelope(pastDue, context), retry));
      status = ScheduleStatus.ranAt(at, schedule);
      return last;
    } finally {
      running.unlock();
    }
  }

  private Envelope envelope(boolean pastDue, Retries.Context retry) {
    ObjectNode timer = JsonNodeFactory.instance.objectNode();
    timer.putObject("Schedule").put("AdjustForDST", true);
    if (monitored) {
      timer.set("ScheduleStatus", status.toJson());
    } else {
      timer.putNull("ScheduleStatus");
    }
    timer.put("IsPastDue", pastDue);
    Metadata metadata = new Metadata().system(function.name(), clock.instant());
    retry.toJson().ifPresent(json -> metadata.put("RetryContext", json));
    return Envelope.of(function.trigger().name(), timer, metadata, 0);
  }
}
