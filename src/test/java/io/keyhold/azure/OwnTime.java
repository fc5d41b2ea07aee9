package io.keyhold.azure;

import io.keyhold.azure.throttle.Throttle;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Throttles whose waiting takes no time and moves no clock but their own, ahead of another. */
public final class OwnTime {

  private OwnTime() {}

  public static Throttle throttle() {
    return throttle(InstantSource.system());
  }

  public static Throttle throttle(InstantSource other) {
    AtomicReference<Duration> waited = new AtomicReference<>(Duration.ZERO);
    InstantSource clock = () -> other.instant().plus(waited.get());
    return new Throttle(time -> waited.updateAndGet(before -> before.plus(time)), clock, () -> 0);
  }
}
