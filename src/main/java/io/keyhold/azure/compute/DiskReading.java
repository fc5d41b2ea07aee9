package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.fluent.models.DiskInner;
import com.azure.resourcemanager.compute.models.DiskSecurityProfile;
import com.azure.resourcemanager.compute.models.DiskSku;
import io.keyhold.azure.arm.Values;
import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.Disk;
import java.util.List;
import java.util.Optional;

/** What Azure says about a disk of a machine. */
final class DiskReading {

  private DiskReading() {}

  static Disk of(MachineReading.Attached attached, DiskInner disk) {
    List<AdeVolume> own = Encryptions.volumes(disk.encryptionSettingsCollection());
    return new Disk(
        attached.disk(),
        Values.orEmpty(disk.uniqueId()),
        attached.lun(),
        Values.size(disk.diskSizeBytes(), disk.diskSizeGB()),
        traits(disk),
        Encryptions.atRest(disk.encryption()),
        AdeVolume.best(List.of(own, attached.seen())),
        Values.tags(disk.tags()),
        disk.maxShares() != null && disk.maxShares() > 1);
  }

  private static Disk.DiskTraits traits(DiskInner disk) {
    return new Disk.DiskTraits(
        Values.orEmpty(disk.location()),
        Optional.ofNullable(disk.sku()).map(DiskSku::name).map(Object::toString),
        Values.text(disk.osType()),
        Values.text(disk.hyperVGeneration()),
        Optional.ofNullable(disk.securityProfile())
            .map(DiskSecurityProfile::securityType)
            .map(Object::toString),
        Values.list(disk.zones()).stream().findFirst());
  }
}
