package io.keyhold.local.functions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The errors of a handler that count against it: those without a gap of more than 30 minutes. */
final class HandlerErrors {
  private static final Duration GAP = Duration.ofMinutes(30);
  private static final int MOST = 3;

  private final List<Instant> times = new ArrayList<>();

  void add(Instant now) {
    if (!times.isEmpty() && Duration.between(times.getLast(), now).compareTo(GAP) > 0) {
      times.clear();
    }
    times.add(now);
  }

  boolean areTooMany() {
    return times.size() >= MOST;
  }
}
