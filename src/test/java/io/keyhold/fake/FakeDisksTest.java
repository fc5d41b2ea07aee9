package io.keyhold.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Progress;
import io.keyhold.domain.contract.DisksContract;
import io.keyhold.domain.contract.Samples;
import org.junit.jupiter.api.Test;

class FakeDisksTest extends DisksContract {

  private final FakeDisks disks = new FakeDisks();
  private int names;

  @Override
  protected Disks disks() {
    return disks;
  }

  @Override
  protected ArmId givenSnapshot() {
    return Samples.id("snapshots", "snapshot");
  }

  @Override
  protected ArmId newId() {
    return Samples.id("disks", "disk" + ++names);
  }

  @Override
  protected void later() {
    // A disk is ready at once unless the test says otherwise.
  }

  @Test
  void aSlowDiskIsBeingCreatedForAsManyLooks() {
    ArmId id = newId();
    disks.slow(1);
    disks.create(wanted(id, givenSnapshot()));
    assertThat(disks.status(id).orElseThrow().progress()).isEqualTo(Progress.CREATING);
    assertThat(disks.status(id).orElseThrow().progress()).isEqualTo(Progress.READY);
  }
}
