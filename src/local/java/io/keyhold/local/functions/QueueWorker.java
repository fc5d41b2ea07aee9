package io.keyhold.local.functions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The queue functions of a host, and the waiting for them. */
final class QueueWorker {
  /** A stop for functions that keep sending themselves messages. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Object progress = new Object();
  private final List<QueueTrigger> triggers = new ArrayList<>();

  void add(Function<Object, QueueTrigger> trigger) {
    triggers.add(trigger.apply(progress));
  }

  void poll() {
    triggers.forEach(QueueTrigger::poll);
  }

  boolean isIdle() {
    return triggers.stream().allMatch(QueueTrigger::isIdle);
  }

  /** Works until there is nothing to do, and says how many messages were handled meanwhile. */
  long drain(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (progress) {
      long before = handled();
      poll();
      try {
        while (!isIdle()) {
          long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          if (left <= 0) {
            throw new HostException("The queue functions were still busy after " + limit);
          }
          progress.wait(left);
          poll();
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new HostException("Stopped while waiting for queue functions", stop);
      }
      return handled() - before;
    }
  }

  private long handled() {
    return triggers.stream().mapToLong(QueueTrigger::handled).sum();
  }
}
