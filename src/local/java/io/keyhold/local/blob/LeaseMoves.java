package io.keyhold.local.blob;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The five operations on a lease, by the state that it is in at the moment of the call. */
record LeaseMoves(Lease lease, Instant now) {

  Lease.Leased acquire(String id, Optional<Duration> length) {
    switch (lease) {
      case Lease.Leased held -> {
        if (!same(held.id(), id)) {
          throw LeaseErrors.alreadyPresent();
        }
      }
      case Lease.Breaking held ->
          throw same(held.id(), id)
              ? LeaseErrors.breakingCannotAcquire()
              : LeaseErrors.alreadyPresent();
      case Lease.Available free -> {}
      case Lease.Expired over -> {}
      case Lease.Broken over -> {}
    }
    return Lease.granted(id, length, now);
  }

  Lease.Leased renew(String id) {
    return switch (lease) {
      case Lease.Available free -> throw LeaseErrors.mismatch();
      case Lease.Leased held -> {
        require(held.id(), id);
        yield Lease.granted(held.id(), held.length(), now);
      }
      case Lease.Expired over -> {
        require(over.id(), id);
        yield Lease.granted(over.id(), over.length(), now);
      }
      case Lease.Breaking held -> {
        require(held.id(), id);
        throw LeaseErrors.brokenCannotRenew();
      }
      case Lease.Broken over -> {
        require(over.id(), id);
        throw LeaseErrors.brokenCannotRenew();
      }
    };
  }

  Lease.Leased change(String id, String proposed) {
    return switch (lease) {
      case Lease.Leased held -> {
        if (!same(held.id(), id) && !same(held.id(), proposed)) {
          throw LeaseErrors.mismatch();
        }
        yield new Lease.Leased(proposed, held.length(), held.until());
      }
      case Lease.Breaking held -> {
        require(held.id(), id);
        throw LeaseErrors.breakingCannotChange();
      }
      case Lease.Available free -> throw LeaseErrors.notPresent();
      case Lease.Expired over -> throw LeaseErrors.notPresent();
      case Lease.Broken over -> throw LeaseErrors.notPresent();
    };
  }

  Lease release(String id) {
    switch (lease) {
      case Lease.Available free -> throw LeaseErrors.mismatch();
      case Lease.Leased held -> require(held.id(), id);
      case Lease.Expired over -> require(over.id(), id);
      case Lease.Breaking held -> require(held.id(), id);
      case Lease.Broken over -> require(over.id(), id);
    }
    return Lease.available();
  }

  /** A break lasts no longer than the lease would have; one without an end breaks at once. */
  Lease breakAfter(Optional<Duration> period) {
    return switch (lease) {
      case Lease.Available free -> throw LeaseErrors.notPresent();
      case Lease.Leased held -> {
        var left = held.until().map(until -> Duration.between(now, until));
        yield breaking(held.id(), shorter(period.or(() -> left).orElse(Duration.ZERO), left));
      }
      case Lease.Breaking held -> {
        var left = Optional.of(Duration.between(now, held.until()));
        yield breaking(held.id(), shorter(period.or(() -> left).orElse(Duration.ZERO), left));
      }
      case Lease.Expired over -> new Lease.Broken(over.id());
      case Lease.Broken over -> over;
    };
  }

  private Lease breaking(String id, Duration in) {
    return in.isZero() ? new Lease.Broken(id) : new Lease.Breaking(id, now.plus(in));
  }

  private static Duration shorter(Duration wanted, Optional<Duration> left) {
    return left.filter(rest -> rest.compareTo(wanted) < 0).orElse(wanted);
  }

  private static void require(String held, String given) {
    if (!same(held, given)) {
      throw LeaseErrors.mismatch();
    }
  }

  private static boolean same(String one, String other) {
    return one.equalsIgnoreCase(other);
  }
}
