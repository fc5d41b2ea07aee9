package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** A function's retry policy; only timers have one here. A maxRetryCount of -1 never gives up. */
sealed interface RetryPolicy {
  int maxRetryCount();

  /** How long to wait before a retry, counted from 1. */
  Duration delay(int retry);

  /** The same delay each time. */
  record FixedDelay(int maxRetryCount, Duration interval) implements RetryPolicy {
    @Override
    public Duration delay(int retry) {
      return interval;
    }
  }

  /**
   * The host's backoff without its spread of a fifth: min, 2 min, 3 min, 5 min, 9 min …, at most
   * max.
   */
  record ExponentialBackoff(int maxRetryCount, Duration minimum, Duration maximum)
      implements RetryPolicy {
    @Override
    public Duration delay(int retry) {
      long more = retry <= 1 ? 0 : 1L << Math.min(retry - 2, 30);
      Duration delay = minimum.plus(minimum.multipliedBy(more));
      return delay.compareTo(maximum) < 0 ? delay : maximum;
    }
  }

  default boolean allows(int retry) {
    return maxRetryCount() == -1 || retry <= maxRetryCount();
  }

  static Optional<RetryPolicy> of(JsonNode retry) {
    if (!retry.isObject()) {
      return Optional.empty();
    }
    int count = retry.path("maxRetryCount").asInt(0);
    String strategy = retry.path("strategy").asText("");
    return switch (strategy) {
      case "fixedDelay" -> Optional.of(new FixedDelay(count, span(retry, "delayInterval")));
      case "exponentialBackoff" ->
          Optional.of(
              new ExponentialBackoff(
                  count, span(retry, "minimumInterval"), span(retry, "maximumInterval")));
      default -> throw new HostException("Unknown retry strategy '" + strategy + "'");
    };
  }

  private static Duration span(JsonNode retry, String member) {
    return TimeSpans.require(retry.path(member).asText(""), "retry." + member);
  }
}
