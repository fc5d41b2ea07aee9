package io.keyhold.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Code;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointState;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.UseCases;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The snapshots of a machine whose disks have to wait long for their turn. */
class SnapshotTakerTest {

  private final FakeWorld world = new FakeWorld();

  /** Every snapshot takes four minutes: the clock jumps with what is taken. */
  private final InstantSource slow =
      () -> FakeWorld.START.plus(Duration.ofMinutes(4L * world.snapshots.taken().size()));

  @Test
  void aRunThatTakesLongGivesItsMessageBackAndTheNextDeliveryGoesOn() {
    world.keys.available(FakeWorld.bek(1));
    world.machine(
        "a",
        FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()),
        FakeWorld.ade("a-0", Lun.data(0), FakeWorld.bek(1), Optional.empty()),
        FakeWorld.ade("a-1", Lun.data(1), FakeWorld.bek(1), Optional.empty()));
    BackupOrder order = world.useCases().backupTick().tick("t").orders().getFirst();
    UseCases useCases =
        new UseCases(world, world::reading, world.slots, world.waiting, slow, world.signals);

    BackupDelivery.Result first = useCases.backupMachine().deliver(order, 1);
    assertThat(first)
        .isInstanceOfSatisfying(
            BackupDelivery.Result.Again.class,
            again -> assertThat(again.cause().code()).isEqualTo(Code.CLOUD_THROTTLED));
    assertThat(world.snapshots.taken()).hasSize(2);

    BackupDelivery.Result second = useCases.backupMachine().deliver(order, 2);
    assertThat(second)
        .isInstanceOfSatisfying(
            BackupDelivery.Result.Done.class,
            done -> assertThat(done.point().state()).isEqualTo(PointState.COMPLETE));
    assertThat(world.snapshots.taken()).hasSize(3);
  }
}
