package io.keyhold.local.functions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits for lines of a host's log. */
final class LogWatch implements Consumer<LogLine> {
  private static final long PATIENCE_SECONDS = 30;

  private final List<LogLine> lines = new ArrayList<>();

  @Override
  public synchronized void accept(LogLine line) {
    lines.add(line);
    notifyAll();
  }

  /** The first line that holds the text, when it has come as often as asked for. */
  synchronized LogLine await(String text, int times) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (lines.stream().filter(line -> line.text().contains(text)).count() < times) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("'" + text + "' has not come " + times + " times: " + lines);
      }
      wait(left);
    }
    return lines.stream().filter(line -> line.text().contains(text)).findFirst().orElseThrow();
  }
}
