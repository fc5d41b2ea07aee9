package io.keyhold.local.functions;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** .NET's time spans: {@code [d.]hh:mm[:ss[.fffffff]]}, or days alone. */
final class TimeSpans {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d+)\\.)?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?");

  private TimeSpans() {}

  static Optional<Duration> parse(String text) {
    if (text.matches("\\d{1,8}")) {
      return Optional.of(Duration.ofDays(Long.parseLong(text)));
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long hours = number(form.group(2));
    long minutes = number(form.group(3));
    long seconds = number(form.group(4));
    if (hours > 23 || minutes > 59 || seconds > 59) {
      return Optional.empty();
    }
    Duration whole =
        Duration.ofDays(number(form.group(1)))
            .plusHours(hours)
            .plusMinutes(minutes)
            .plusSeconds(seconds);
    String fraction = form.group(5) == null ? "" : form.group(5);
    return Optional.of(whole.plusNanos(100 * number((fraction + "0000000").substring(0, 7))));
  }

  static Duration require(String text, String where) {
    return parse(text).orElseThrow(() -> new HostException(where + " is no time span: " + text));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
