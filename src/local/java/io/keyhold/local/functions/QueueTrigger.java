package io.keyhold.local.functions;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Takes messages in batches and runs the function for each. A new batch is taken when no more than
 * newBatchThreshold messages are left in hand. A failed message comes back after visibilityTimeout;
 * the last attempt sends it to the poison queue.
 */
final class QueueTrigger {
  private static final Duration IN_HAND = Duration.ofMinutes(10);

  private final FunctionJson function;
  private final QueueName queue;
  private final QueueSettings settings;
  private final Queues queues;
  private final Invoker invoker;
  private final InstantSource clock;
  private final Executor executor;
  private final Object progress;
  private int inHand;
  private long handled;

  /** Whoever waits for progress is notified on the given object, which guards the counts. */
  QueueTrigger(
      FunctionJson function,
      QueueSettings settings,
      Options options,
      Invoker invoker,
      Executor executor,
      Object progress) {
    this.function = function;
    this.queue = function.trigger().queue();
    this.settings = settings;
    this.queues = options.queues();
    this.clock = options.clock();
    this.invoker = invoker;
    this.executor = executor;
    this.progress = progress;
  }

  /** Starts what can be started now, and does not wait for it. */
  void poll() {
    synchronized (progress) {
      while (inHand <= settings.newBatchThreshold()) {
        List<QueueMessage> batch = queues.take(queue, settings.batchSize(), IN_HAND);
        if (batch.isEmpty()) {
          return;
        }
        inHand += batch.size();
        batch.forEach(message -> executor.execute(() -> handle(message)));
      }
    }
  }

  boolean isIdle() {
    synchronized (progress) {
      return inHand == 0 && !queues.hasVisible(queue);
    }
  }

  long handled() {
    synchronized (progress) {
      return handled;
    }
  }

  private void handle(QueueMessage message) {
    try {
      Optional<String> text = settings.decode(message.raw());
      boolean tooOften = message.dequeueCount() > settings.maxDequeueCount();
      if (text.isEmpty() || tooOften) {
        queues.moveToPoison(message);
      } else if (invoker.invoke(function, envelope(message, text.get()), 0).succeeded()) {
        queues.delete(message);
      } else if (message.dequeueCount() >= settings.maxDequeueCount()) {
        queues.moveToPoison(message);
      } else {
        queues.release(message, settings.visibilityTimeout());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      queues.release(message, Duration.ZERO);
    } finally {
      synchronized (progress) {
        inHand--;
        handled++;
        progress.notifyAll();
      }
    }
  }

  private Envelope envelope(QueueMessage message, String text) {
    Metadata metadata =
        new Metadata()
            .putText("QueueTrigger", text)
            .put("DequeueCount", Metadata.number(message.dequeueCount()))
            .put("ExpirationTime", Metadata.date(message.expires()))
            .putText("Id", message.id())
            .put("InsertionTime", Metadata.date(message.inserted()))
            .put("NextVisibleTime", Metadata.date(message.visibleAt()))
            .putText("PopReceipt", message.popReceipt())
            .system(function.name(), clock.instant())
            .members(text);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var value =
        function.trigger().isBinary()
            ? Metadata.plain(Base64.getEncoder().encodeToString(bytes))
            : Metadata.text(text);
    return Envelope.of(function.trigger().name(), value, metadata, bytes.length);
  }
}
