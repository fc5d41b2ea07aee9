package io.keyhold.azure.storage;

import io.keyhold.domain.Leases;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Leases on blobs {@code leases/<name>} in {@code work}. The id of a lease is chosen before it is
 * asked for, so that asking again after a lost answer gets the same lease.
 */
public final class BlobLeases implements Leases {

  private static final String PLACE = "leases/";
  private static final BlobFolder.Written EMPTY =
      new BlobFolder.Written(new byte[0], "application/octet-stream", Map.of());

  private final BlobFolder work;
  private final Supplier<String> newLease;

  /**
   * @param newLease gives an id that no other lease has, in the form of a GUID
   */
  public BlobLeases(BlobAccount account, Supplier<String> newLease) {
    this.work = account.container(BlobAccount.WORK);
    this.newLease = newLease;
  }

  @Override
  public Optional<Lease> acquire(String name) {
    BlobLease lease = work.lease(PLACE + name, newLease.get());
    return switch (lease.acquire(TIME)) {
      case HELD -> Optional.of(lease);
      case TAKEN -> Optional.empty();
      case NO_BLOB -> {
        work.create(PLACE + name, EMPTY);
        yield lease.acquire(TIME) == BlobLease.Answer.HELD ? Optional.of(lease) : Optional.empty();
      }
    };
  }
}
