package io.keyhold.local.functions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a timer is due: by NCRONTAB, or at a constant distance. */
sealed interface Schedule {
  Optional<Instant> next(Instant after);

  /** Whether it comes more often than once a minute, for which the host keeps no status. */
  boolean isFrequent();

  record Cron(NCrontab expression) implements Schedule {
    @Override
    public Optional<Instant> next(Instant after) {
      return expression.next(after);
    }

    @Override
    public boolean isFrequent() {
      return expression.isWithinMinutes();
    }
  }

  record Constant(Duration interval) implements Schedule {
    @Override
    public Optional<Instant> next(Instant after) {
      return Optional.of(after.plus(interval));
    }

    @Override
    public boolean isFrequent() {
      return interval.compareTo(Duration.ofMinutes(1)) < 0;
    }
  }

  static Schedule parse(String text) {
    Optional<Schedule> cron = NCrontab.parse(text).map(Cron::new);
    return cron.or(() -> TimeSpans.parse(text).filter(Duration::isPositive).map(Constant::new))
        .orElseThrow(
            () ->
                new HostException(
                    "The schedule expression '"
                        + text
                        + "' was not recognized as a valid cron expression or timespan string"));
  }
}
