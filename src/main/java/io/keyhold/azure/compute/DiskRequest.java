package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.fluent.models.DiskInner;
import com.azure.resourcemanager.compute.models.CreationData;
import com.azure.resourcemanager.compute.models.DiskCreateOption;
import com.azure.resourcemanager.compute.models.DiskSku;
import com.azure.resourcemanager.compute.models.DiskStorageAccountTypes;
import io.keyhold.domain.Disks;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The body that asks for a disk made from a snapshot. Size, operating system, generation, security
 * type and the key references of Azure Disk Encryption are the snapshot's own and not sent.
 */
final class DiskRequest {

  private DiskRequest() {}

  static DiskInner of(Disks.Wanted wanted, Supplier<Optional<String>> diskAccess) {
    Network network = Network.of(wanted.networkAccess(), wanted.disk(), diskAccess);
    DiskInner body =
        new DiskInner()
            .withLocation(wanted.region())
            .withTags(wanted.tags())
            .withCreationData(
                new CreationData()
                    .withCreateOption(DiskCreateOption.COPY)
                    .withSourceResourceId(wanted.snapshot().value()))
            .withNetworkAccessPolicy(network.policy())
            .withPublicNetworkAccess(network.publicAccess());
    network.diskAccess().ifPresent(body::withDiskAccessId);
    wanted.zone().map(List::of).ifPresent(body::withZones);
    wanted
        .sku()
        .map(name -> new DiskSku().withName(DiskStorageAccountTypes.fromString(name)))
        .ifPresent(body::withSku);
    wanted
        .diskEncryptionSet()
        .map(set -> Encryptions.underSet(set, wanted.doubled()))
        .ifPresent(body::withEncryption);
    return body;
  }
}
