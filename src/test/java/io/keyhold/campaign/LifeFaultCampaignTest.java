package io.keyhold.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.local.http.RequestLog.Entry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * External calls of copies, restores, cancelling, sweep and expiry go wrong, one case at a time;
 * then the host does what it does: timers fire again, the queue delivers again, a client asks
 * again. The end is the one without a fault.
 *
 * <p>Every call that changes something goes wrong in all eight ways. Reads are folded: of those
 * that ask for the same in one course the first and the last stand for the rest; the first goes
 * wrong in a way that cannot be understood, in one that ends the call, and in one that the SDK gets
 * over by trying again; the last in one of all ways. Which one it is goes by turns, so that
 * neighbours together see all of them.
 */
class LifeFaultCampaignTest {

  private static final List<Trouble> ENDING =
      List.of(Trouble.THROTTLED_FOR_A_MINUTE, Trouble.SILENT, Trouble.SILENT_AFTER_THE_EFFECT);

  private static final List<Trouble> TRIED_AGAIN =
      List.of(
          Trouble.THROTTLED_WITHOUT_A_TIME,
          Trouble.BUSY,
          Trouble.RESET,
          Trouble.RESET_AFTER_THE_EFFECT);

  private record Case(Course course, int call, Trouble trouble) {}

  private final Map<Course, LifeCalls> calls = new EnumMap<>(Course.class);

  @Test
  void anyFaultAtAnyCallOfCopiesRestoresSweepsAndExpiryLeavesTheSameEnd() {
    List<Case> cases = new ArrayList<>();
    try (LifeStage stage = new LifeStage()) {
      for (Course course : Course.values()) {
        calls.put(course, LifeCalls.of(stage, course));
        assertThat(stage.wrongs(course)).isEmpty();
        cases.addAll(cases(calls.get(course)));
      }
    }

    List<String> failures = Lanes.all(cases, this::run);

    for (Course course : Course.values()) {
      System.out.printf(
          "fault campaign, %s: %d calls × faults = %d, failures %d%n",
          course.name().toLowerCase(java.util.Locale.ROOT),
          calls.get(course).all().size(),
          cases.stream().filter(one -> one.course() == course).count(),
          failures.stream().filter(said -> said.contains("course=" + course + ",")).count());
    }
    System.out.printf(
        "fault campaign of copies, restores, sweep and expiry: %d calls, %d of them different; %d"
            + " calls × faults = %d, failures %d%n",
        calls.values().stream().mapToInt(all -> all.all().size()).sum(),
        calls.values().stream().mapToInt(LifeCalls::kinds).sum(),
        cases.stream().map(one -> one.course() + " " + one.call()).distinct().count(),
        cases.size(),
        failures.size());
    assertThat(failures).isEmpty();
  }

  private static List<Case> cases(LifeCalls calls) {
    List<Case> cases = new ArrayList<>();
    for (int call = 1; call <= calls.all().size(); call++) {
      for (Trouble trouble : troubles(calls, call)) {
        cases.add(new Case(calls.course(), call, trouble));
      }
    }
    return cases;
  }

  private static List<Trouble> troubles(LifeCalls calls, int call) {
    List<Trouble> all = List.of(Trouble.values());
    if (calls.changes(call)) {
      return all;
    }
    if (calls.isFirst(call)) {
      return List.of(Trouble.MALFORMED, turn(ENDING, call), turn(TRIED_AGAIN, call));
    }
    return calls.isLast(call) ? List.of(turn(all, call)) : List.of();
  }

  private static Trouble turn(List<Trouble> troubles, int call) {
    return troubles.get(call % troubles.size());
  }

  private List<String> run(LifeStage stage, Case now) {
    Entry call = calls.get(now.course()).number(now.call());
    List<String> wrongs = new ArrayList<>();
    try {
      stage.newCase(now.course());
      AtomicInteger seen = new AtomicInteger();
      stage
          .azure
          .faults()
          .add(request -> seen.incrementAndGet() == now.call(), now.trouble().fault(), 1);
      now.course().run(stage);
      stage.azure.faults().clear();
      if (seen.get() < now.call()) {
        wrongs.add("the call was not made again");
      }
      wrongs.addAll(stage.wrongs(now.course()));
    } catch (RuntimeException | AssertionError broken) {
      wrongs.add(broken.toString());
    }
    return wrongs.stream()
        .map(wrong -> now + " " + call.method() + " " + call.host() + call.path() + ": " + wrong)
        .map(said -> said + " after " + stage.remarks())
        .toList();
  }
}
