package io.keyhold.local.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The lease of a blob. Time passes through {@link #at}; what is asked of a lease is asked of its
 * state at that moment.
 */
sealed interface Lease {

  /** None, or released. */
  record Available() implements Lease {}

  /**
   * @param until empty for a lease without an end
   * @param length what renewing gives again; empty for a lease without an end
   */
  record Leased(String id, Optional<Duration> length, Optional<Instant> until) implements Lease {}

  /** Ended by time; its holder may renew it until somebody writes or leases. */
  record Expired(String id, Optional<Duration> length) implements Lease {}

  /** Broken, but still held until its break period is over. */
  record Breaking(String id, Instant until) implements Lease {}

  record Broken(String id) implements Lease {}

  static Lease available() {
    return new Available();
  }

  default Lease at(Instant now) {
    return switch (this) {
      case Leased leased when leased.until().filter(until -> !now.isBefore(until)).isPresent() ->
          new Expired(leased.id(), leased.length());
      case Breaking breaking when !now.isBefore(breaking.until()) -> new Broken(breaking.id());
      case Available as -> as;
      case Leased as -> as;
      case Expired as -> as;
      case Breaking as -> as;
      case Broken as -> as;
    };
  }

  static Leased granted(String id, Optional<Duration> length, Instant now) {
    return new Leased(id, length, length.map(now::plus));
  }

  /** As x-ms-lease-state names it. */
  default String state() {
    return switch (this) {
      case Available as -> "available";
      case Leased as -> "leased";
      case Expired as -> "expired";
      case Breaking as -> "breaking";
      case Broken as -> "broken";
    };
  }

  /** As x-ms-lease-status names it. */
  default String status() {
    return switch (this) {
      case Leased as -> "locked";
      case Breaking as -> "locked";
      case Available as -> "unlocked";
      case Expired as -> "unlocked";
      case Broken as -> "unlocked";
    };
  }

  /** As x-ms-lease-duration names it; only a lease that is held has one. */
  default Optional<String> duration() {
    return switch (this) {
      case Leased leased -> Optional.of(leased.length().isPresent() ? "fixed" : "infinite");
      case Breaking as -> Optional.empty();
      case Available as -> Optional.empty();
      case Expired as -> Optional.empty();
      case Broken as -> Optional.empty();
    };
  }
}
