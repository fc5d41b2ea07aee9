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

  @Override
  public Instant instant() {
    return stopped.orElseGet(Instant::now).plus(offset.get());
  }

  /** From now on only {@link #advance} moves the clock, however slow the machine is. */
  public void stop() {
    stopped = Optional.of(Instant.now());
  }

  /** Moves the clock on, or back where the duration is negative. */
  public void advance(Duration by) {
    offset.updateAndGet(now -> now.plus(by));
  }

  /** Sets the clock, which runs on from there. */
  public void set(Instant to) {
    offset.set(Duration.between(stopped.orElseGet(Instant::now), to));
  }
}
