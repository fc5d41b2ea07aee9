package io.keyhold.local.arm;

import java.time.Duration;
import java.time.Instant;

/** A token bucket: what is left of it at one moment. */
record Bucket(double tokens, Instant at) {

  /**
   * How a bucket is filled.
   *
   * @param capacity calls that a full bucket takes at once
   * @param perSecond calls that flow in
   */
  record Size(double capacity, double perSecond) {
    static Size window(double capacity, Duration window) {
      return new Size(capacity, capacity / window.toSeconds());
    }
  }

  static Bucket full(Size size, Instant now) {
    return new Bucket(size.capacity(), now);
  }

  Bucket refilled(Size size, Instant now) {
    double seconds = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
    return new Bucket(Math.min(size.capacity(), tokens + seconds * size.perSecond()), now);
  }

  /** Never below nothing: what was refused, or only told, is no debt. */
  Bucket taken() {
    return new Bucket(Math.max(0, tokens - 1), at);
  }

  boolean empty() {
    return tokens < 1;
  }

  int left() {
    return (int) tokens;
  }

  /** Whole seconds until there is room for a call, at least one. */
  int secondsToNext(Size size) {
    return Math.max(1, (int) Math.ceil((1 - tokens) / size.perSecond()));
  }
}
