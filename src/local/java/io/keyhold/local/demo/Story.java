package io.keyhold.local.demo;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Prints the story: numbered chapters with the second they begin in, and below each what was seen.
 */
final class Story {
  private static final String INDENT = "   ";
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final long start = System.nanoTime();
  private int chapter;

  Story(PrintStream out) {
    this.out = out;
  }

  void chapter(String title) {
    chapter++;
    out.printf("%n%d. %s (%d s)%n", chapter, title, seconds());
  }

  void line(String format, Object... arguments) {
    out.println(INDENT + format.formatted(arguments));
  }

  /** A text of any length behind a label, broken between words. */
  void text(String label, String text) {
    StringBuilder line = new StringBuilder("%-10s".formatted(label));
    for (String word : text.split(" ")) {
      if (line.length() + 1 + word.length() > WIDTH) {
        out.println(INDENT + line);
        line = new StringBuilder(" ".repeat(10));
      }
      line.append(' ').append(word);
    }
    out.println(INDENT + line);
  }

  /** Commands as they stand, each line behind a bar. */
  void commands(String text) {
    text.lines().forEach(line -> out.println(INDENT + " ".repeat(11) + "| " + line));
  }

  void end(String sentence) {
    out.printf("%n%s (%d s)%n", sentence, seconds());
  }

  private long seconds() {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }
}
