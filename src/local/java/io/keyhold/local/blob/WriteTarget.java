package io.keyhold.local.blob;

import java.util.Optional;

/** The place that a call wants to write to: whether it may, and the writing. */
record WriteTarget(LocalContainer container, BlobCall call) {

  Blob written(byte[] content, ContentHeaders headers, Lease lease) {
    var now = container.now();
    var created = container.find(call.blob()).map(Blob::created).orElse(now);
    return container.keep(
        new Blob(
            call.blob(),
            content,
            headers,
            Metadata.of(call.request()),
            container.nextTag(),
            created,
            now,
            lease));
  }

  /** Refuses what may not be changed now; gives the lease that the changed blob keeps. */
  Lease writable() {
    var blob = container.find(call.blob());
    requireMutable();
    Conditions.of(call.request()).write(blob);
    return lease();
  }

  Lease lease() {
    Optional<Blob> blob = container.find(call.blob());
    if (blob.isPresent()) {
      return LeaseGuard.of(blob.get(), call, container.now()).write();
    }
    if (call.request().header("x-ms-lease-id").isPresent()) {
      throw LeaseErrors.operationNotPresent();
    }
    return Lease.available();
  }

  void requireMutable() {
    if (container.isImmutable() && container.find(call.blob()).isPresent()) {
      throw BlobError.immutable();
    }
  }
}
