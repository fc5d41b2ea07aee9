package io.keyhold.local.blob;

/** What is answered when a lease stands in the way: 409 to lease operations, 412 to all others. */
final class LeaseErrors {

  private LeaseErrors() {}

  static BlobError alreadyPresent() {
    return BlobError.of(409, "LeaseAlreadyPresent", "There is already a lease present.");
  }

  static BlobError mismatch() {
    return BlobError.of(
        409,
        "LeaseIdMismatchWithLeaseOperation",
        "The lease ID specified did not match the lease ID for the blob.");
  }

  static BlobError notPresent() {
    return BlobError.of(
        409, "LeaseNotPresentWithLeaseOperation", "There is currently no lease on the blob.");
  }

  static BlobError brokenCannotRenew() {
    return BlobError.of(
        409,
        "LeaseIsBrokenAndCannotBeRenewed",
        "The lease ID matched, but the lease has been broken explicitly and cannot be renewed.");
  }

  static BlobError breakingCannotAcquire() {
    return BlobError.of(
        409,
        "LeaseIsBreakingAndCannotBeAcquired",
        "The lease ID matched, but the lease is currently in breaking state and cannot be acquired until it is broken.");
  }

  static BlobError breakingCannotChange() {
    return BlobError.of(
        409,
        "LeaseIsBreakingAndCannotBeChanged",
        "The lease ID matched, but the lease is currently in breaking state and cannot be changed.");
  }

  static BlobError idMissing() {
    return BlobError.of(
        412,
        "LeaseIdMissing",
        "There is currently a lease on the blob and no lease ID was specified in the request.");
  }

  static BlobError operationMismatch() {
    return BlobError.of(
        412,
        "LeaseIdMismatchWithBlobOperation",
        "The lease ID specified did not match the lease ID for the blob.");
  }

  static BlobError operationNotPresent() {
    return BlobError.of(
        412, "LeaseNotPresentWithBlobOperation", "There is currently no lease on the blob.");
  }

  static BlobError lost() {
    return BlobError.of(
        412, "LeaseLost", "A lease ID was specified, but the lease for the blob has expired.");
  }
}
