package io.keyhold.fake;

import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.Disk;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.contract.Samples;
import io.keyhold.domain.contract.SnapshotsContract;
import java.util.List;
import java.util.Optional;

class FakeSnapshotsTest extends SnapshotsContract {

  private final FakeSnapshots snapshots = new FakeSnapshots();
  private int names;

  @Override
  protected Snapshots snapshots() {
    return snapshots;
  }

  @Override
  protected Disk givenDisk(List<AdeVolume> volumes, Optional<ArmId> encryptionSet) {
    Disk plain = Samples.disk(Samples.id("disks", "disk" + ++names), Lun.OS, volumes);
    Disk disk =
        new Disk(
            plain.id(),
            plain.uniqueId(),
            plain.lun(),
            plain.sizeBytes(),
            plain.traits(),
            encryptionSet
                .<AtRest>map(set -> new AtRest.CustomerKey(set, false))
                .orElse(plain.atRest()),
            plain.volumes(),
            plain.tags());
    snapshots.source(disk);
    return disk;
  }

  @Override
  protected ArmId givenEncryptionSet() {
    return Samples.id("diskEncryptionSets", "set" + ++names);
  }

  @Override
  protected ArmId givenEncryptionSetElsewhere() {
    return givenEncryptionSet();
  }

  @Override
  protected void copyIsWhole(ArmId copy) {
    snapshots.copyIs(copy, new Snapshots.CopyState.Done());
  }

  @Override
  protected ArmId newId() {
    return Samples.id("snapshots", "snapshot" + ++names);
  }
}
