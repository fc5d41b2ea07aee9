package io.keyhold.local.demo;

import java.io.PrintStream;
import java.time.Duration;

/** Prints the story: numbered chapters, and below each what was seen. */
final class Story {
  private final PrintStream out;
  private final long start = System.nanoTime();
  private int chapter;

  Story(PrintStream out) {
    this.out = out;
  }

  void chapter(String title) {
    chapter++;
    out.printf("%n%d. %s%n", chapter, title);
  }

  void line(String format, Object... arguments) {
    out.println("   " + format.formatted(arguments));
  }

  void end(String sentence) {
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    out.printf("%n%s (%d s)%n", sentence, seconds);
  }
}
