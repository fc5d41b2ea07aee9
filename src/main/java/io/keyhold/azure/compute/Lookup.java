package io.keyhold.azure.compute;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.models.DiskInner;
import com.azure.resourcemanager.compute.fluent.models.SnapshotInner;
import io.keyhold.azure.arm.Reads;
import io.keyhold.domain.ArmId;
import java.util.Optional;

/** Disks and snapshots that may not be there. */
final class Lookup {

  private Lookup() {}

  static Optional<DiskInner> disk(ComputeClients clients, ArmId id) {
    return Reads.find(
        id.value(),
        () ->
            clients
                .of(id)
                .getDisks()
                .getByResourceGroupWithResponse(id.resourceGroup(), id.name(), Context.NONE)
                .getValue());
  }

  static Optional<SnapshotInner> snapshot(ComputeClients clients, ArmId id) {
    return Reads.find(
        id.value(),
        () ->
            clients
                .of(id)
                .getSnapshots()
                .getByResourceGroupWithResponse(id.resourceGroup(), id.name(), Context.NONE)
                .getValue());
  }
}
