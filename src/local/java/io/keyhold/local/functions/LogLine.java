package io.keyhold.local.functions;

/**
 * A line of the host's log. The source is {@code host}, {@code handler} or the name of a function.
 */
public record LogLine(Level level, String source, String text) {
  /** The levels that the host gives to what a handler writes. */
  public enum Level {
    INFORMATION,
    WARNING,
    ERROR
  }

  @Override
  public String toString() {
    return "[" + level + "] " + source + ": " + text;
  }
}
