package io.keyhold.backup;

import io.keyhold.domain.Leases.Lease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How long one tick may go on: while it has the lease, and time before the host ends it. */
final class CopyTurn {

  /** The host ends a function after ten minutes; a call that has begun needs some of them. */
  static final Duration TIME = Duration.ofMinutes(7);

  /** A quarter of a lease's time, so that three renewals may fail. */
  private static final Duration RENEW = Duration.ofSeconds(15);

  private final Lease lease;
  private final InstantSource clock;
  private final Instant until;
  private Instant renewed;
  private boolean lost;

  CopyTurn(Lease lease, InstantSource clock) {
    this.lease = lease;
    this.clock = clock;
    this.renewed = clock.instant();
    this.until = renewed.plus(TIME);
  }

  /** Asked before every step that changes something or takes long. */
  boolean goesOn() {
    Instant now = clock.instant();
    if (lost || now.isAfter(until)) {
      return false;
    }
    if (!now.isBefore(renewed.plus(RENEW))) {
      lost = !lease.renew();
      renewed = now;
    }
    return !lost;
  }

  boolean lost() {
    return lost;
  }
}
