package io.keyhold.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.RecoveryPoint;
import io.keyhold.e2e.RuleOne;
import io.keyhold.local.http.RequestLog.Entry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * External calls of copies, restores, sweeps and expiry go wrong, one case at a time; then the host
 * does what it does: timers fire again, the queue delivers again, a client asks again. The end is
 * the one without a fault. A call that changes something goes wrong in all eight ways, one that
 * reads in two of them, in turn, so that neighbours together see all.
 */
class LifeFaultCampaignTest {

  /** Cases wait for time-outs and the SDK's back-off most of the time. */
  private static final int WORKERS = 8;

  private static final Set<String> CHANGING = Set.of("PUT", "POST", "PATCH", "DELETE");

  private record Case(Course course, int call, Trouble trouble) {}

  private final Map<Course, List<Entry>> calls = new EnumMap<>(Course.class);
  private final AtomicInteger missed = new AtomicInteger();

  @Test
  void anyFaultAtAnyCallOfCopiesRestoresSweepsAndExpiryLeavesTheSameEnd() {
    List<Case> cases = new ArrayList<>();
    try (LifeStage stage = new LifeStage()) {
      for (Course course : Course.values()) {
        calls.put(course, recorded(stage, course));
        cases.addAll(cases(course, calls.get(course)));
      }
    }

    List<String> failures = all(cases);

    for (Course course : Course.values()) {
      System.out.printf(
          "fault campaign, %s: %d calls × faults = %d, failures %d%n",
          course.name().toLowerCase(java.util.Locale.ROOT),
          calls.get(course).size(),
          cases.stream().filter(one -> one.course() == course).count(),
          failures.stream().filter(said -> said.contains("course=" + course + ",")).count());
    }
    System.out.printf(
        "fault campaign of copies, restores, sweep and expiry: %d calls × faults = %d, failures"
            + " %d, calls that were not reached again %d%n",
        calls.values().stream().mapToInt(List::size).sum(),
        cases.size(),
        failures.size(),
        missed.get());
    assertThat(failures).isEmpty();
    assertThat(missed).hasValueLessThan(cases.size() / 50);
  }

  /** The calls of the course when nothing goes wrong. */
  private static List<Entry> recorded(LifeStage stage, Course course) {
    stage.newCase();
    course.prepare(stage);
    int before = stage.log().size();
    course.run(stage);
    assertThat(wrongs(stage, course)).isEmpty();
    List<Entry> all = stage.log();
    return all.subList(before, all.size());
  }

  private static List<Case> cases(Course course, List<Entry> calls) {
    List<Case> cases = new ArrayList<>();
    Trouble[] all = Trouble.values();
    for (int call = 1; call <= calls.size(); call++) {
      boolean changes = CHANGING.contains(calls.get(call - 1).method());
      for (int kind = 0; kind < all.length; kind++) {
        if (changes || kind % 4 == call % 4) {
          cases.add(new Case(course, call, all[kind]));
        }
      }
    }
    return cases;
  }

  private List<String> all(List<Case> cases) {
    Queue<Case> open = new ConcurrentLinkedQueue<>(cases);
    List<Future<List<String>>> workers = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
      for (int worker = 0; worker < WORKERS; worker++) {
        workers.add(threads.submit(() -> work(open)));
      }
      workers.forEach(worker -> failures.addAll(result(worker)));
    }
    return failures;
  }

  private List<String> work(Queue<Case> open) {
    List<String> failures = new ArrayList<>();
    try (LifeStage stage = new LifeStage()) {
      for (Case next = open.poll(); next != null; next = open.poll()) {
        failures.addAll(run(stage, next));
      }
    }
    return failures;
  }

  private List<String> run(LifeStage stage, Case now) {
    Entry call = calls.get(now.course()).get(now.call() - 1);
    List<String> wrongs = new ArrayList<>();
    stage.newCase();
    try {
      now.course().prepare(stage);
      AtomicInteger seen = new AtomicInteger();
      stage
          .azure
          .faults()
          .add(
              request -> seen.incrementAndGet() == now.call(), now.trouble().fault(), 1);
      now.course().run(stage);
      if (seen.get() < now.call()) {
        missed.incrementAndGet();
      }
      stage.azure.faults().clear();
      wrongs.addAll(wrongs(stage, now.course()));
    } catch (RuntimeException | AssertionError broken) {
      wrongs.add(broken.toString());
    }
    return wrongs.stream()
        .map(wrong -> now + " " + call.method() + " " + call.host() + call.path() + ": " + wrong)
        .map(said -> said + " after " + stage.remarks())
        .toList();
  }

  private static List<String> wrongs(LifeStage stage, Course course) {
    List<String> wrongs = new ArrayList<>(course.wrongs(stage));
    List<RecoveryPoint> points = Points.all(stage.azure, stage.stage.useCases);
    wrongs.addAll(RuleOne.check(stage.azure).violations());
    wrongs.addAll(RuleEight.check(points));
    wrongs.addAll(Remains.wrongs(stage.azure, stage.stage.useCases, points));
    return wrongs;
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
