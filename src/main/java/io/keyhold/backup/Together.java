package io.keyhold.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Does the same with many things, a few at a time: a tick over ten thousand machines has some
 * minutes, and one blob after the other would take longer.
 */
final class Together {

  /** A storage account takes thousands of calls a second; this is about a thousand. */
  private static final int AT_ONCE = 16;

  /** Fewer than this are done one after the other, which is quicker and easier to follow. */
  static final int WORTHWHILE = 32;

  private Together() {}

  /** The results in the order of the things; the first failure is thrown when all have ended. */
  static <T, R> List<R> map(List<T> things, Function<T, R> work) {
    if (things.size() < WORTHWHILE) {
      return things.stream().map(work).toList();
    }
    List<Future<R>> futures = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      things.forEach(thing -> futures.add(threads.submit(() -> work.apply(thing))));
    }
    return futures.stream().map(Together::result).toList();
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a tick was at work", interrupted);
    }
  }
}
