package io.keyhold.local.functions;

import io.keyhold.local.http.Witness;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a host remembers: the latest log lines and invocations. Bounded, for a host may run for
 * days.
 */
final class Journal {
  private static final int LINES = 5_000;
  private static final int INVOCATIONS = 10_000;
  private static final long CHARACTERS = 100_000_000;

  private final Consumer<LogLine> logs;
  private final Witness witness = Witness.ofThisProcess();
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private final Deque<Invocation> invocations = new ArrayDeque<>();
  private long characters;

  Journal(Consumer<LogLine> logs) {
    this.logs = logs;
  }

  void log(LogLine.Level level, String source, String text) {
    LogLine line = new LogLine(level, source, text);
    synchronized (lines) {
      lines.addLast(line);
      if (lines.size() > LINES) {
        lines.removeFirst();
      }
    }
    witness.heard("the log, " + source, text);
    logs.accept(line);
  }

  void info(String text) {
    log(LogLine.Level.INFORMATION, "host", text);
  }

  void error(String text) {
    log(LogLine.Level.ERROR, "host", text);
  }

  Invocation record(Invocation invocation) {
    witness.heard("the answer of " + invocation.function(), invocation.answer());
    witness.heard("what " + invocation.function() + " was sent", invocation.request());
    synchronized (invocations) {
      invocations.addLast(invocation);
      characters += invocation.request().length();
      while (invocations.size() > INVOCATIONS
          || (characters > CHARACTERS && invocations.size() > 1)) {
        characters -= invocations.removeFirst().request().length();
      }
    }
    return invocation;
  }

  /** Nothing is remembered any more: throws what the witness has to say. */
  void close() {
    witness.close();
  }

  List<LogLine> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  List<Invocation> invocations() {
    synchronized (invocations) {
      return List.copyOf(invocations);
    }
  }
}
