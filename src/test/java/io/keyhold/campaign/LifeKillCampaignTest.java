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
 * The process that copies, restores, cancels, sweeps or expires dies at each call that changes
 * something, before its effect and after it, with the answer lost; then timers fire again, the
 * queue delivers again and a client asks again, in processes that remember nothing. The end is the
 * one without a death. That the operating system's kill is such a death is shown with the packaged
 * handler ({@link KillCampaignTest}).
 */
class LifeKillCampaignTest {

  private record Case(Course course, int call, boolean afterItsEffect) {}

  private final Map<Course, LifeCalls> calls = new EnumMap<>(Course.class);

  @Test
  void aDeathAtAnyChangingCallOfCopiesRestoresSweepsAndExpiryLeavesTheSameEnd() {
    List<Case> cases = new ArrayList<>();
    try (LifeStage stage = new LifeStage()) {
      for (Course course : Course.values()) {
        LifeCalls all = LifeCalls.of(stage, course);
        calls.put(course, all);
        for (int call = 1; call <= all.all().size(); call++) {
          if (all.changes(call)) {
            cases.add(new Case(course, call, false));
            cases.add(new Case(course, call, true));
          }
        }
      }
    }

    List<String> failures = Lanes.all(cases, this::run);

    System.out.printf(
        "kill campaign of copies, restores, sweep and expiry: %d changing calls × before and after"
            + " = %d deaths, failures %d%n",
        cases.size() / 2, cases.size(), failures.size());
    assertThat(failures).isEmpty();
  }

  private List<String> run(LifeStage stage, Case now) {
    Entry call = calls.get(now.course()).number(now.call());
    List<String> wrongs = new ArrayList<>();
    try {
      stage.newCase(now.course());
      AtomicInteger seen = new AtomicInteger();
      stage.letDieAt(request -> seen.incrementAndGet() == now.call(), now.afterItsEffect());
      now.course().run(stage);
      if (!stage.remarks().contains(LifeStage.DEATH)) {
        wrongs.add("nobody died");
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
