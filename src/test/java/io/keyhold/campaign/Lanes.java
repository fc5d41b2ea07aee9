package io.keyhold.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/**
 * Runs cases on several {@link LifeStage}s at once; each takes the next when it is done with one.
 */
final class Lanes {

  private static final int LANES = 2;

  private Lanes() {}

  /**
   * @param run gives what went wrong in a case
   */
  static <T> List<String> all(List<T> cases, BiFunction<LifeStage, T, List<String>> run) {
    Queue<T> open = new ConcurrentLinkedQueue<>(cases);
    List<String> failures = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
      List<Future<List<String>>> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        lanes.add(threads.submit(() -> lane(open, run)));
      }
      lanes.forEach(lane -> failures.addAll(result(lane)));
    }
    return failures;
  }

  private static <T> List<String> lane(Queue<T> open, BiFunction<LifeStage, T, List<String>> run) {
    List<String> failures = new ArrayList<>();
    try (LifeStage stage = new LifeStage()) {
      for (T next = open.poll(); next != null; next = open.poll()) {
        failures.addAll(run.apply(stage, next));
      }
    }
    return failures;
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
