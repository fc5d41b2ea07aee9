package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.fluent.models.SnapshotInner;
import com.azure.resourcemanager.compute.models.CreationData;
import com.azure.resourcemanager.compute.models.DiskCreateOption;
import com.azure.resourcemanager.compute.models.SnapshotSku;
import com.azure.resourcemanager.compute.models.SnapshotStorageAccountTypes;
import io.keyhold.domain.Snapshots;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The body that asks for an incremental snapshot. The storage type is named, because without one
 * the region decides, and Standard_LRS exists in all of them. Encryption is not: an incremental
 * snapshot has its disk's set, and may have no other (azure-facts.md §1.4).
 */
final class SnapshotRequest {

  private SnapshotRequest() {}

  static SnapshotInner of(Snapshots.Wanted wanted, Supplier<Optional<String>> diskAccess) {
    Network network = Network.of(wanted.networkAccess(), wanted.snapshot(), diskAccess);
    SnapshotInner body =
        new SnapshotInner()
            .withLocation(wanted.region())
            .withTags(wanted.tags())
            .withSku(new SnapshotSku().withName(SnapshotStorageAccountTypes.STANDARD_LRS))
            .withCreationData(
                new CreationData()
                    .withCreateOption(DiskCreateOption.COPY)
                    .withSourceResourceId(wanted.disk().value()))
            .withIncremental(true)
            .withNetworkAccessPolicy(network.policy())
            .withPublicNetworkAccess(network.publicAccess());
    network.diskAccess().ifPresent(body::withDiskAccessId);
    return body;
  }

  /** The body of a copy in another region; the set of that region has to be named. */
  static SnapshotInner of(Snapshots.WantedCopy wanted) {
    Network network = Network.ofCopy(wanted.networkAccess());
    SnapshotInner body =
        new SnapshotInner()
            .withLocation(wanted.region())
            .withTags(wanted.tags())
            .withSku(new SnapshotSku().withName(SnapshotStorageAccountTypes.STANDARD_LRS))
            .withCreationData(
                new CreationData()
                    .withCreateOption(DiskCreateOption.COPY_START)
                    .withSourceResourceId(wanted.source().value()))
            .withIncremental(true)
            .withNetworkAccessPolicy(network.policy())
            .withPublicNetworkAccess(network.publicAccess());
    wanted
        .diskEncryptionSet()
        .map(set -> Encryptions.underSet(set, wanted.doubled()))
        .ifPresent(body::withEncryption);
    return body;
  }
}
