package io.keyhold.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Disk;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Snapshots.CopyState;
import io.keyhold.fake.FakeWorld;
import io.keyhold.fake.Rounds;
import io.keyhold.restore.Openings.As;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In which regions a point can be opened, and as what. */
class OpeningsTest {

  private static final Openings HOME =
      new Openings("westeurope", false, Set.of(As.DISKS, As.MACHINE));

  private final FakeWorld world = new FakeWorld();
  private final Rounds rounds = new Rounds(world);

  OpeningsTest() {
    world.keys.available(FakeWorld.bek(1));
    world.copyTo(new Policy.CopyTarget("northeurope", "copies", Optional.empty(), true));
  }

  private RecoveryPoint backedUp(Disk disk) {
    world.machine("a", disk);
    return rounds.tick("t1").getFirst();
  }

  private RecoveryPoint copied(Disk disk) {
    RecoveryPoint point = backedUp(disk);
    rounds.copies("c1");
    point.copyPlans().forEach(plan -> world.snapshots.copyIs(plan.copy(), new CopyState.Done()));
    rounds.copies("c2");
    return rounds.point(point.id());
  }

  @Test
  void whileItsCopiesRunAPointIsOpenedInItsOwnRegionOnly() {
    RecoveryPoint point = backedUp(FakeWorld.plain("a-os"));
    rounds.copies("c1");
    assertThat(Openings.of(rounds.point(point.id()))).containsExactly(HOME);
  }

  @Test
  void aCopiedPointIsAMachineInBothRegions() {
    assertThat(Openings.of(copied(FakeWorld.plain("a-os"))))
        .containsExactly(HOME, new Openings("northeurope", true, Set.of(As.DISKS, As.MACHINE)));
  }

  @Test
  void aTargetWrittenOutIsTheRegionItNames() {
    world.copyTo(new Policy.CopyTarget("North Europe", "copies", Optional.empty(), true));
    assertThat(Openings.of(copied(FakeWorld.plain("a-os"))))
        .extracting(Openings::region)
        .containsExactly("westeurope", "northeurope");
  }

  @Test
  void azureDiskEncryptionNeedsItsVaultSoThatElsewhereThereAreOnlyDisks() {
    Disk ade = FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty());
    assertThat(Openings.of(copied(ade)))
        .containsExactly(HOME, new Openings("northeurope", true, Set.of(As.DISKS)));
  }

  @Test
  void aPointThatCannotBeRestoredIsOpenedNowhere() {
    world.keys.disabled(FakeWorld.bek(1));
    Disk ade = FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty());
    assertThat(Openings.of(backedUp(ade))).isEmpty();
  }
}
