package io.keyhold.heard;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What this process has taken in for the last runs: the machines of a run share their verdicts, so
 * that a thousand machines behind one key bring the same news a thousand times.
 */
final class RunMemory {

  /** A run overlaps with few others. */
  private static final int RUNS = 4;

  private final Supplier<List<String>> known;
  private final Map<String, Run> runs =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Run> eldest) {
          return size() > RUNS;
        }
      };

  private record Run(List<String> known, Set<Object> done) {}

  /**
   * @param known lists what was known when the run was first met
   */
  RunMemory(Supplier<List<String>> known) {
    this.known = known;
  }

  /** Does it unless it was done in this run; what fails is done by whoever comes next. */
  void once(String run, Object what, Consumer<List<String>> work) {
    Run memory = run(run);
    if (!claim(memory, what)) {
      return;
    }
    boolean done = false;
    try {
      work.accept(memory.known());
      done = true;
    } finally {
      if (!done) {
        forget(memory, what);
      }
    }
  }

  private synchronized Run run(String run) {
    Run found = runs.get(run);
    if (found == null) {
      found = new Run(known.get(), new HashSet<>());
      runs.put(run, found);
    }
    return found;
  }

  private synchronized boolean claim(Run run, Object what) {
    return run.done().add(what);
  }

  private synchronized void forget(Run run, Object what) {
    run.done().remove(what);
  }
}
