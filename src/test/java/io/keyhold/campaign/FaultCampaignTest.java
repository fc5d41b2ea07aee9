package io.keyhold.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.local.http.RequestLog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Every external call of a backup goes wrong in every way, one case at a time; then the host does
 * what it does: the timer fires again, the queue delivers again.
 */
class FaultCampaignTest {

  private static final int WORKERS = 2;

  private static final int QUARTERS = 10;

  private record Case(int call, Trouble trouble, boolean lasting) {}

  private final Map<String, Integer> ends = new TreeMap<>();

  @Test
  void anyFaultAtAnyCallOnceLeavesOneCompletePoint() {
    List<Entry> calls = calls();
    List<Case> cases = new ArrayList<>();
    for (int call = 1; call <= calls.size(); call++) {
      for (Trouble trouble : Trouble.values()) {
        cases.add(new Case(call, trouble, false));
      }
    }

    List<String> failures = all(cases, calls);

    System.out.printf(
        "fault campaign: %d calls × %d faults = %d, failures %d; ended %s%n",
        calls.size(), Trouble.values().length, cases.size(), failures.size(), ends);
    assertThat(failures).isEmpty();
    assertThat(ends.keySet()).containsExactly("complete");
  }

  @Test
  void aFaultThatStaysForFiveDeliveriesAtAnyCallLeavesOneRecord() {
    List<Entry> calls = calls();
    List<Case> cases = new ArrayList<>();
    for (int call = 1; call <= calls.size(); call++) {
      cases.add(new Case(call, Trouble.THROTTLED_FOR_A_MINUTE, true));
      cases.add(new Case(call, Trouble.MALFORMED, true));
    }

    List<String> failures = all(cases, calls);

    System.out.printf(
        "lasting faults: %d calls × 2 faults = %d, failures %d; ended %s%n",
        calls.size(), cases.size(), failures.size(), ends);
    assertThat(failures).isEmpty();
  }

  private static List<Entry> calls() {
    try (CampaignStage stage = new CampaignStage()) {
      stage.recorded(); // the first day writes what later days find
      return stage.recorded();
    }
  }

  private List<String> all(List<Case> cases, List<Entry> calls) {
    Queue<Case> open = new ConcurrentLinkedQueue<>(cases);
    List<Future<List<String>>> workers = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(WORKERS)) {
      for (int worker = 0; worker < WORKERS; worker++) {
        workers.add(threads.submit(() -> work(open, calls)));
      }
      workers.forEach(worker -> failures.addAll(result(worker)));
    }
    return failures;
  }

  private List<String> work(Queue<Case> open, List<Entry> calls) {
    List<String> failures = new ArrayList<>();
    try (CampaignStage stage = new CampaignStage()) {
      stage.recorded();
      for (Case next = open.poll(); next != null; next = open.poll()) {
        failures.addAll(run(stage, next, calls));
      }
      failures.addAll(stage.orphansAfterASweep());
    }
    return failures;
  }

  private List<String> run(CampaignStage stage, Case now, List<Entry> calls) {
    Entry call = calls.get(now.call() - 1);
    stage.newDay();
    if (now.lasting()) {
      String path = generic(call.path());
      stage
          .stage
          .azure
          .faults()
          .add(
              request ->
                  request.method().equals(call.method()) && generic(request.path()).equals(path),
              now.trouble().fault(),
              Integer.MAX_VALUE);
      stage.quarterOfAnHour();
      stage.stage.azure.faults().clear();
    } else {
      stage.stage.azure.faults().addNth(request -> true, now.trouble().fault(), now.call());
    }
    List<String> wrongs = new ArrayList<>();
    try {
      List<RecoveryPoint> points = List.of();
      for (int quarter = 0; quarter < QUARTERS && !finished(points); quarter++) {
        stage.quarterOfAnHour();
        points = stage.today();
      }
      wrongs.addAll(Wrongs.of(stage.stage.azure, points, 1));
      points.forEach(point -> count(point.state()));
      points.stream()
          .filter(point -> !now.lasting() && point.state() != PointState.COMPLETE)
          .forEach(point -> wrongs.add("ended " + point.state().word() + " " + point.causes()));
    } catch (BrokenChainException | AssertionError broken) {
      wrongs.add(broken.getMessage());
    }
    return wrongs.stream()
        .map(wrong -> now + " " + call.method() + " " + call.host() + call.path() + ": " + wrong)
        .toList();
  }

  private static boolean finished(List<RecoveryPoint> points) {
    return points.size() == 1
        && points.get(0).state().isFinal()
        && points.get(0).state() != PointState.TAKEN;
  }

  private synchronized void count(PointState state) {
    ends.merge(state.word(), 1, Integer::sum);
  }

  /** The path without what differs from day to day. */
  private static String generic(String path) {
    return path.replaceAll("\\d{8}T\\d{6}Z-[0-9a-f]{12}", "<point>")
        .replaceAll("[0-9a-f-]{32,36}", "<id>");
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
