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
 * The verdicts of a run: machines of one run may share a verdict for less than ten minutes,
 * machines of different runs never do (design.md, Slot and due). So a fleet whose machines share a
 * key asks the vault once.
 */
public final class RunVerdicts {

  /** Rule 1: what a gate builds on is at most ten minutes old, at its snapshots too. */
  static final Duration FRESH = Duration.ofMinutes(9).plusSeconds(30);

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
    Question question = new Question(dependency, depth);
    FutureTask<List<Verdict>> task = task(run, question);
    task.run(); // does nothing where another thread has begun it
    try {
      return result(task);
    } catch (RuntimeException failed) {
      forget(run, question, task); // the next one asks again
      throw failed;
    }
  }

  private synchronized void forget(
      String run, Question question, FutureTask<List<Verdict>> failed) {
    Map<Question, Answer> answers = runs.getOrDefault(run, Map.of());
    Answer known = answers.get(question);
    if (known != null && known.task().equals(failed)) {
      answers.remove(question);
    }
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
