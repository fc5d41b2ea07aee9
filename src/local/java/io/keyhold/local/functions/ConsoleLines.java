package io.keyhold.local.functions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What a handler prints, as log lines with the levels that the host gives them. */
final class ConsoleLines {
  private static final List<String> BAD_WORDS =
      List.of("error", "fail", "severe", "unhandled exception");

  private ConsoleLines() {}

  static void follow(Process process, boolean errorsOnly, Journal journal) {
    follow(
        process.getInputStream(),
        line -> LogLine.Level.INFORMATION,
        journal,
        "handler-out-" + process.pid());
    follow(
        process.getErrorStream(),
        line -> ofStandardError(line, errorsOnly),
        journal,
        "handler-err-" + process.pid());
  }

  static LogLine.Level ofStandardError(String line, boolean errorsOnly) {
    String lower = line.toLowerCase(Locale.ROOT);
    if (lower.contains("warn")) {
      return LogLine.Level.WARNING;
    }
    return errorsOnly || BAD_WORDS.stream().anyMatch(lower::contains)
        ? LogLine.Level.ERROR
        : LogLine.Level.INFORMATION;
  }

  private static void follow(
      InputStream stream, Function<String, LogLine.Level> level, Journal journal, String thread) {
    Thread.ofPlatform()
        .daemon()
        .name(thread)
        .start(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  journal.log(level.apply(line), "handler", line);
                }
              } catch (IOException closed) {
                // The process is gone, and with it what it had to say.
              }
            });
  }
}
