package io.keyhold.local.arm;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts calls, so that the remaining numbers in the headers fall and recover as Azure's do. */
final class RateLimits {

  private static final long SHORT = Duration.ofMinutes(3).toSeconds();
  private static final long LONG = Duration.ofMinutes(30).toSeconds();

  private record Window(String name, long number) {}

  private final Map<String, Window> current = new HashMap<>();
  private final Map<String, Integer> used = new HashMap<>();

  /** The value of x-ms-ratelimit-remaining-resource after this call. */
  synchronized String resource(RatePolicy policy, Instant now) {
    return policy.remaining(
        count(policy + " short", now, SHORT), count(policy + " long", now, LONG));
  }

  /** How many calls of a kind there were in this minute, this one included. */
  synchronized int thisMinute(String kind, Instant now) {
    return count(kind, now, 60);
  }

  private int count(String key, Instant now, long windowSeconds) {
    var window = new Window(key, now.getEpochSecond() / windowSeconds);
    if (!window.equals(current.put(key, window))) {
      used.put(key, 0);
    }
    return used.merge(key, 1, Integer::sum);
  }
}
