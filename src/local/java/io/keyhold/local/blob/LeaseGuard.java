package io.keyhold.local.blob;

import java.time.Instant;
import java.util.Optional;

/** Whether a call on a blob may go on, given the blob's lease and the lease id it carries. */
record LeaseGuard(Lease lease, Optional<String> given) {

  static LeaseGuard of(Blob blob, BlobCall call, Instant now) {
    return new LeaseGuard(blob.lease().at(now), call.request().header("x-ms-lease-id"));
  }

  void read() {
    given.ifPresent(this::requireMatch);
  }

  /** Lets a write pass and gives the lease that remains: writing ends what had expired. */
  Lease write() {
    given.ifPresent(this::requireMatch);
    return switch (lease) {
      case Lease.Leased held -> {
        requireGiven();
        yield held;
      }
      case Lease.Breaking held -> {
        requireGiven();
        yield held;
      }
      case Lease.Available free -> free;
      case Lease.Expired over -> Lease.available();
      case Lease.Broken over -> Lease.available();
    };
  }

  private void requireGiven() {
    if (given.isEmpty()) {
      throw LeaseErrors.idMissing();
    }
  }

  private void requireMatch(String id) {
    switch (lease) {
      case Lease.Available free -> throw LeaseErrors.operationNotPresent();
      case Lease.Leased held -> require(held.id(), id);
      case Lease.Breaking held -> require(held.id(), id);
      case Lease.Expired over -> {
        require(over.id(), id);
        throw LeaseErrors.lost();
      }
      case Lease.Broken over -> {
        require(over.id(), id);
        throw LeaseErrors.lost();
      }
    }
  }

  private static void require(String held, String given) {
    if (!held.equalsIgnoreCase(given)) {
      throw LeaseErrors.operationMismatch();
    }
  }
}
