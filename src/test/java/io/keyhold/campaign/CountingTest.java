package io.keyhold.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointState;
import io.keyhold.e2e.TestStage;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.UseCases;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.keyvault.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many calls a run makes, so that a fleet does not throttle itself. */
class CountingTest {

  private static final int MACHINES = 120;
  private static final int KEYS = 6;
  private static final double MOST_PER_TEN_MINUTES = 1.1;

  /** A machine: itself. A disk: itself, and its snapshot looked for, asked for, read. */
  private static final int ARM_CALLS_PER_MACHINE = 1;

  private static final int ARM_CALLS_PER_DISK = 4;

  @Test
  void keysAreReadAndUnwrappedOncePerVersionAndTenMinutes() {
    FakeWorld world = new FakeWorld();
    world.rules(unwrapping());
    for (int key = 1; key <= KEYS; key++) {
      world.keys.available(FakeWorld.bek(key)).available(FakeWorld.kek(key));
    }
    for (int machine = 0; machine < MACHINES; machine++) {
      int key = 1 + machine % KEYS;
      world.machine(
          "m" + machine,
          FakeWorld.ade(
              "m" + machine, Lun.OS, FakeWorld.bek(key), Optional.of(FakeWorld.kek(key))));
    }
    UseCases useCases = world.useCases();
    List<BackupOrder> orders = useCases.backupTick().tick("tick-1").orders();
    Duration each = Duration.ofSeconds(30);
    for (BackupOrder order : orders) {
      useCases.backupMachine().deliver(order, 1);
      world.advance(each);
    }

    double tens = each.multipliedBy(orders.size()).toSeconds() / 600.0;
    double reads = perVersion(world, "read ", 2 * KEYS) / tens;
    double unwraps = perVersion(world, "unwrap ", KEYS) / tens;
    System.out.printf(
        "counting: %d machines, %d key versions, a run of %.0f minutes: %.2f attribute reads and"
            + " %.2f unwraps per version and ten minutes%n",
        MACHINES, 2 * KEYS, tens * 10, reads, unwraps);
    assertThat(orders).hasSize(MACHINES);
    assertThat(reads).isLessThanOrEqualTo(MOST_PER_TEN_MINUTES);
    assertThat(unwraps).isLessThanOrEqualTo(MOST_PER_TEN_MINUTES);
  }

  private static double perVersion(FakeWorld world, String call, int versions) {
    return (double) world.keys.calls().stream().filter(c -> c.startsWith(call)).count() / versions;
  }

  @Test
  void theResourceManagerIsAskedOnceForAMachineAndFiveTimesForADisk() {
    long small = armCalls(2, 1);
    long more = armCalls(7, 1);
    long wide = armCalls(7, 3);
    long perMachine = (more - small) / 5;
    long perDisk = (wide - more) / 14;

    System.out.printf(
        "counting: ARM calls per machine %d + %d per disk, %d per tick%n",
        perMachine - perDisk, perDisk, small - 2 * perMachine);
    assertThat(perDisk).isLessThanOrEqualTo(ARM_CALLS_PER_DISK);
    assertThat(perMachine).isLessThanOrEqualTo(ARM_CALLS_PER_MACHINE + ARM_CALLS_PER_DISK);
  }

  private static long armCalls(int machines, int disks) {
    try (TestStage stage = new TestStage()) {
      Stored bek = stage.bek("bek", TestStage.ascii("A".repeat(172)));
      for (int machine = 0; machine < machines; machine++) {
        stage.machine(
            "m" + machine,
            plan -> {
              plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty()));
              for (int disk = 1; disk < disks; disk++) {
                plan.data(disk, DiskPlan.blank());
              }
              return plan;
            });
      }
      assertThat(stage.tick("t1")).allMatch(point -> point.state() == PointState.COMPLETE);
      KeyRef secret = KeyRef.parse(bek.id()).orElseThrow();
      assertThat(
              stage
                  .azure
                  .requests()
                  .matching(e -> e.succeeded() && e.path().contains("/secrets/" + secret.name())))
          .hasSize(1);
      return stage.azure.requests().matching(e -> e.host().equals("management.azure.com")).size();
    }
  }

  private static KeyRules unwrapping() {
    return new KeyRules(
        Set.of(),
        KeyRules.Check.UNWRAP,
        KeyRules.Stop.REFUSE,
        KeyRules.Stop.REFUSE,
        KeyRules.DEFAULT_GRACE,
        KeyRules.Tolerance.PROCEED,
        KeyRules.Tolerance.PROCEED);
  }
}
