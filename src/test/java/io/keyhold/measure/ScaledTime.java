package io.keyhold.measure;

import io.keyhold.domain.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that runs so many times as fast as the system's, for clock and waiting alike. */
final class ScaledTime implements InstantSource, Waiting {

  private final double speed;
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  ScaledTime(double speed) {
    this.speed = speed;
  }

  @Override
  public Instant instant() {
    return start.plusNanos((long) ((System.nanoTime() - startNanos) * speed));
  }

  @Override
  public void pause(Duration time) {
    try {
      Thread.sleep(Duration.ofNanos((long) (time.toNanos() / speed)));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
