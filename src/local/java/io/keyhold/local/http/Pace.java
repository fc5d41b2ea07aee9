package io.keyhold.local.http;

/**
 * How fast clients are told to come back. Azure's recorded values make tests slow, so they can be
 * scaled; the header knows whole seconds only.
 *
 * @param scale 1 gives the recorded values, 0 gives "0"
 */
public record Pace(double scale) {

  public Pace {
    if (scale < 0) {
      throw new IllegalArgumentException("The scale of Retry-After must not be negative");
    }
  }

  /** The value of Retry-After for a recorded number of seconds. */
  public String retryAfter(int seconds) {
    return Long.toString((long) Math.ceil(seconds * scale));
  }
}
