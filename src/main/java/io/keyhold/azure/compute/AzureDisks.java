package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.fluent.models.DiskInner;
import com.azure.resourcemanager.compute.fluent.models.SnapshotInner;
import io.keyhold.azure.arm.Operations;
import io.keyhold.azure.arm.Values;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Made;
import io.keyhold.domain.Waiting;
import java.util.Optional;

/** The disks that a restore makes, over the resource manager. */
public final class AzureDisks implements Disks {

  private final ComputeClients clients;
  private final Operations operations;

  public AzureDisks(ComputeClients clients, Waiting waiting) {
    this.clients = clients;
    this.operations = new Operations(clients.manager(), waiting);
  }

  @Override
  public Optional<Made> status(ArmId id) {
    return Lookup.disk(clients, id)
        .map(disk -> new Made(Values.progress(disk.provisioningState()), Values.tags(disk.tags())));
  }

  @Override
  public void create(Wanted wanted) {
    ArmId id = wanted.disk();
    DiskInner body = DiskRequest.of(wanted, () -> diskAccess(wanted.snapshot()));
    CloudFailures.calling(
        id.value(),
        () ->
            clients
                .of(id)
                .getDisks()
                .createOrUpdateWithResponseAsync(id.resourceGroup(), id.name(), body)
                .block());
  }

  @Override
  public void delete(ArmId id) {
    operations.remove(
        id,
        () ->
            clients
                .of(id)
                .getDisks()
                .deleteWithResponseAsync(id.resourceGroup(), id.name())
                .block());
  }

  private Optional<String> diskAccess(ArmId snapshot) {
    return Lookup.snapshot(clients, snapshot).map(SnapshotInner::diskAccessId);
  }
}
