package io.keyhold.azure.signin;

import io.keyhold.domain.CloudFailure;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tenant's keys, remembered. They are read again after half a day and when a token names an
 * unknown one, which is how a new key makes itself known. A stranger can name unknown keys without
 * end, so that there are pauses between two readings, whoever asks.
 */
final class TenantKeys {

  /** After that they are read again, as Microsoft's own libraries do. */
  static final Duration FRESH = Duration.ofHours(12);

  /** Where they cannot be read again, they are trusted no longer than this: one may be revoked. */
  static final Duration TRUSTED = Duration.ofHours(24);

  /** Between two readings; new keys are in the document long before they sign. */
  static final Duration PAUSE = Duration.ofMinutes(5);

  static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

  /** What is known of a key. */
  sealed interface Lookup {
    record Found(RSAPublicKey key) implements Lookup {}

    /** The tenant has no such key, as far as it was allowed to ask. */
    record Unknown() implements Lookup {}

    /** Nothing can be said of it. */
    record Unreachable(String detail) implements Lookup {}
  }

  /**
   * @param read when these keys were read
   * @param tried when the last attempt to read them ended
   * @param failure what that one ended with; empty when it was well
   */
  private record Known(
      Map<String, RSAPublicKey> keys, Instant read, Instant tried, Optional<String> failure) {

    Optional<RSAPublicKey> key(String id, Instant now) {
      return within(read, TRUSTED, now) ? Optional.ofNullable(keys.get(id)) : Optional.empty();
    }

    boolean pausing(Instant now) {
      return within(tried, failure.isPresent() ? PAUSE_AFTER_FAILURE : PAUSE, now);
    }
  }

  private final KeySource source;
  private final InstantSource clock;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Known known =
      new Known(Map.of(), Instant.EPOCH, Instant.EPOCH, Optional.empty());

  TenantKeys(KeySource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  Lookup find(String id) {
    Optional<RSAPublicKey> key = known.key(id, clock.instant());
    if (key.isEmpty()) {
      reading.lock(); // whoever waits here finds what the one before has read
      readAgainUnlessPausing(known.key(id, clock.instant()).isEmpty());
    } else if (!within(known.read(), FRESH, clock.instant()) && reading.tryLock()) {
      readAgainUnlessPausing(true);
    }
    Known now = known;
    return now.key(id, clock.instant())
        .<Lookup>map(Lookup.Found::new)
        .orElseGet(
            () ->
                now.failure().<Lookup>map(Lookup.Unreachable::new).orElseGet(Lookup.Unknown::new));
  }

  private void readAgainUnlessPausing(boolean needed) {
    try {
      if (needed && !known.pausing(clock.instant())) {
        known = readAgain();
      }
    } finally {
      reading.unlock();
    }
  }

  private Known readAgain() {
    try {
      Map<String, RSAPublicKey> keys = source.read();
      Instant now = clock.instant();
      return new Known(keys, now, now, Optional.empty());
    } catch (CloudFailure failure) {
      return new Known(
          known.keys(), known.read(), clock.instant(), Optional.of(failure.problem().detail()));
    }
  }

  /** Only after {@code since}: a clock that was put back does not make anything last. */
  private static boolean within(Instant since, Duration time, Instant now) {
    return !now.isBefore(since) && now.isBefore(since.plus(time));
  }
}
