package io.keyhold.local.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The one clock of the local Azure: the system's, moved by an offset. It runs on, so that the dates
 * that a product in another process computes stay comparable.
 */
public final class MovableClock implements InstantSource {

  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
  private volatile Optional<Instant> stopped = Optional.empty();
  private volatile Course course = new Course(Instant.EPOCH, 1);

  /** How fast it runs, and since when. */
  private record Course(Instant since, double speed) {
    Instant instant() {
      var now = Instant.now();
      double more = Duration.between(since, now).toNanos() * (speed - 1);
      return speed == 1 ? now : now.plusNanos((long) more);
    }
  }

  @Override
  public Instant instant() {
    return stopped.orElseGet(course::instant).plus(offset.get());
  }

  /** From now on it runs so many times as fast as the system's; set it once, at first. */
  public void speed(double times) {
    course = new Course(Instant.now(), times);
  }

  /** From now on only {@link #advance} moves the clock, however slow the machine is. */
  public void stop() {
    stopped = Optional.of(course.instant());
  }

  /** Moves the clock on, or back where the duration is negative. */
  public void advance(Duration by) {
    offset.updateAndGet(now -> now.plus(by));
  }

  /** Sets the clock, which runs on from there. */
  public void set(Instant to) {
    offset.set(Duration.between(stopped.orElseGet(course::instant), to));
  }
}
