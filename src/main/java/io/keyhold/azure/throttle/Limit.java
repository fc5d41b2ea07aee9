package io.keyhold.azure.throttle;

import java.time.Duration;

/**
 * A limit of a service as a token bucket: so many calls at once, and so many more each second.
 *
 * @param calls what a full bucket holds
 * @param perSecond what flows in
 * @param grows whether a service that shows more than {@code calls} also lets more flow in
 */
record Limit(double calls, double perSecond, boolean grows) {

  /** A bucket whose refill is documented by itself. */
  static Limit bucket(double calls, double perSecond) {
    return new Limit(calls, perSecond, false);
  }

  /** So many calls in each window of this length; the bucket refills evenly. */
  static Limit window(double calls, Duration length) {
    return new Limit(calls, calls / length.toSeconds(), true);
  }

  /**
   * So many calls in any window of this length, of a service that does not say what is left: a
   * tenth of them at once and the rest evenly, so that no window sees more, wherever it begins.
   */
  static Limit blind(double calls, Duration length) {
    return bucket(calls * 0.1, calls * 0.9 / length.toSeconds());
  }

  /** The limit of a service that shows that so much is left. */
  Limit seen(double remaining) {
    if (remaining <= calls) {
      return this;
    }
    return new Limit(remaining, grows ? perSecond * remaining / calls : perSecond, grows);
  }
}
