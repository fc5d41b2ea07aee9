package io.keyhold.backup;

import io.keyhold.domain.Dependency;
import io.keyhold.domain.KeyCheck;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The verdicts of a run: machines of one run may share a verdict for at most ten minutes, machines
 * of different runs never do (design.md, Slot and due). So a fleet whose machines share a key asks
 * the vault once.
 */
public final class RunVerdicts {

  /** Rule 1: a gate is at most this old. */
  static final Duration FRESH = Duration.ofMinutes(10);

  /** Runs whose verdicts are kept in memory; a run overlaps with few others. */
  private static final int RUNS = 4;

  private final KeyCheck check;
  private final InstantSource clock;
  private final Map<String, Map<Question, Answer>> runs =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Question, Answer>> eldest) {
          return size() > RUNS;
        }
      };

  private record Question(Dependency dependency, KeyRules.Check depth) {}

  private record Answer(FutureTask<List<Verdict>> task, Instant asked) {}

  public RunVerdicts(KeyCheck check, InstantSource clock) {
    this.check = check;
    this.clock = clock;
  }

  /** The verdicts about one dependency, from this run's memory or from the store. */
  List<Verdict> of(String run, Dependency dependency, KeyRules.Check depth) {
    FutureTask<List<Verdict>> task = task(run, new Question(dependency, depth));
    task.run(); // does nothing where another thread has begun it
    return result(task);
  }

  private synchronized FutureTask<List<Verdict>> task(String run, Question question) {
    Map<Question, Answer> answers = runs.computeIfAbsent(run, first -> new LinkedHashMap<>());
    Instant now = clock.instant();
    Answer known = answers.get(question);
    if (known == null || known.asked().plus(FRESH).isBefore(now)) {
      known =
          new Answer(
              new FutureTask<>(() -> check.check(question.dependency(), question.depth())), now);
      answers.put(question, known);
    }
    return known.task();
  }

  private static List<Verdict> result(FutureTask<List<Verdict>> task) {
    try {
      return task.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a key was checked", interrupted);
    }
  }
}
