package io.keyhold.azure.compute;

import com.azure.core.http.rest.PagedResponse;
import com.azure.resourcemanager.compute.fluent.models.DiskInner;
import com.azure.resourcemanager.compute.fluent.models.SnapshotInner;
import com.azure.resourcemanager.compute.models.CreationData;
import io.keyhold.azure.arm.Operations;
import io.keyhold.azure.arm.Reads;
import io.keyhold.azure.arm.Sent;
import io.keyhold.azure.arm.Values;
import io.keyhold.azure.http.CloudFailures;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Waiting;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots, over the resource manager. Their names are deterministic and taking one looks first,
 * so that a second delivery of the same message finds what the first one made.
 */
public final class AzureSnapshots implements Snapshots {

  private final ComputeClients clients;
  private final Operations operations;

  public AzureSnapshots(ComputeClients clients, Waiting waiting) {
    this.clients = clients;
    this.operations = new Operations(clients.manager(), waiting);
  }

  @Override
  public Optional<Snapshot> read(ArmId id) {
    return get(id).map(found -> SnapshotReading.of(id, found));
  }

  @Override
  public Snapshot take(Wanted wanted) {
    ArmId id = wanted.snapshot();
    Optional<SnapshotInner> known = get(id);
    if (known.isPresent()) {
      checkSource(id, wanted.disk(), known.get());
      return operations.until(id, () -> ready(id));
    }
    Sent sent = sent(id, SnapshotRequest.of(wanted, () -> diskAccess(wanted.disk())));
    return operations.until(sent, () -> made(sent));
  }

  /**
   * Reading the snapshot says all that its operation would, and calls are scarce. Only one that did
   * not come to be asks its operation why.
   */
  private Optional<Snapshot> made(Sent sent) {
    Optional<SnapshotInner> found = get(sent.subject());
    if (found.isEmpty() || SnapshotReading.failed(found.get())) {
      operations.finish(sent);
      return ready(sent.subject());
    }
    return found.map(one -> SnapshotReading.of(sent.subject(), one)).filter(Snapshot::ready);
  }

  /** The operation ends within seconds; how far the bytes are, only reading the copy says. */
  @Override
  public Snapshot startCopy(WantedCopy wanted) {
    ArmId id = wanted.copy();
    Optional<SnapshotInner> known = get(id);
    if (known.isPresent()) {
      checkSource(id, wanted.source(), known.get());
    } else {
      operations.finish(sent(id, SnapshotRequest.of(wanted)));
    }
    return read(id).orElseThrow(() -> refused(id, "it vanished while it was made"));
  }

  @Override
  public Page in(String subscription, String resourceGroup, Optional<String> continuation) {
    return Reads.find(
            "/subscriptions/" + subscription + "/resourceGroups/" + resourceGroup,
            () ->
                clients
                    .of(subscription)
                    .getSnapshots()
                    .listByResourceGroup(resourceGroup)
                    .iterableByPage(continuation.orElse(null))
                    .iterator()
                    .next())
        .map(AzureSnapshots::page)
        .orElseGet(() -> new Page(List.of(), Optional.empty()));
  }

  private static Page page(PagedResponse<SnapshotInner> page) {
    return new Page(
        page.getValue().stream().flatMap(found -> listed(found).stream()).toList(),
        Optional.ofNullable(page.getContinuationToken()).filter(token -> !token.isEmpty()));
  }

  private static Optional<Snapshot> listed(SnapshotInner found) {
    return ArmId.parse(Values.orEmpty(found.id())).map(id -> SnapshotReading.of(id, found));
  }

  @Override
  public void delete(ArmId id) {
    operations.remove(
        id,
        () ->
            clients
                .of(id)
                .getSnapshots()
                .deleteWithResponseAsync(id.resourceGroup(), id.name())
                .block());
  }

  /**
   * A write always answers 202, even over a snapshot of another disk, so the source is compared.
   */
  private static void checkSource(ArmId id, ArmId wanted, SnapshotInner known) {
    Optional<ArmId> source =
        Optional.ofNullable(known.creationData())
            .map(CreationData::sourceResourceId)
            .flatMap(ArmId::parse);
    if (source.filter(wanted::equals).isEmpty()) {
      throw refused(id, "it exists already and is not of " + wanted);
    }
  }

  private Sent sent(ArmId id, SnapshotInner body) {
    return CloudFailures.calling(
        id.value(),
        () ->
            Sent.of(
                id,
                clients
                    .of(id)
                    .getSnapshots()
                    .createOrUpdateWithResponseAsync(id.resourceGroup(), id.name(), body)
                    .block()));
  }

  private Optional<Snapshot> ready(ArmId id) {
    SnapshotInner found = get(id).orElseThrow(() -> refused(id, "it vanished while it was made"));
    if (SnapshotReading.failed(found)) {
      throw refused(id, "its provisioning failed; delete it, so that it can be taken again");
    }
    return Optional.of(SnapshotReading.of(id, found)).filter(Snapshot::ready);
  }

  private Optional<SnapshotInner> get(ArmId id) {
    return Lookup.snapshot(clients, id);
  }

  private Optional<String> diskAccess(ArmId disk) {
    return Lookup.disk(clients, disk).map(DiskInner::diskAccessId);
  }

  private static CloudFailure refused(ArmId id, String why) {
    return new CloudFailure(new Problem(Code.CLOUD_REFUSED, id.value(), why));
  }
}
