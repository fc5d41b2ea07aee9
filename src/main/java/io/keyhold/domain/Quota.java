package io.keyhold.domain;

/** How much of something a subscription uses in a region, and how much it may. */
public record Quota(long used, long limit) {

  /** What may still be taken; never less than nothing. */
  public long left() {
    return Math.max(0, limit - used);
  }
}
