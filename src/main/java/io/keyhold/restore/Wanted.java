package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Disks;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Tags;
import java.util.Map;
import java.util.Optional;

/** The disk that is asked for, from what the point recorded and what the caller wants otherwise. */
final class Wanted {

  private Wanted() {}

  static Disks.Wanted disk(Restore restore, Restore.Target target, RecoveryPoint point) {
    DiskRecord recorded = point.disk(target.lun()).orElseThrow();
    RestoreRequest.Target to = restore.request().target();
    AtRest atRest = recorded.encryption().atRest();
    Optional<ArmId> own =
        switch (atRest) {
          case AtRest.PlatformKey platform -> Optional.empty();
          case AtRest.CustomerKey customer -> Optional.of(customer.set());
        };
    boolean doubled =
        to.diskEncryptionSet().isEmpty()
            && atRest instanceof AtRest.CustomerKey customer
            && customer.doubled();
    return new Disks.Wanted(
        target.disk(),
        target.snapshot(),
        to.region().orElse(recorded.traits().region()),
        recorded.traits().sku(),
        to.zone().or(() -> recorded.traits().zone()),
        to.diskEncryptionSet().or(() -> own),
        doubled,
        point.origin().policy().snapshots().networkAccess(),
        Map.of(Tags.RESTORE, restore.id(), Tags.POINT, point.id().value()));
  }
}
