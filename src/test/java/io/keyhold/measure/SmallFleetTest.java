package io.keyhold.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.local.azure.LocalAzure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@code ./keyhold measure} does, for a few machines and in one process. */
class SmallFleetTest {

  private static final int MACHINES = 40;
  private static final double SPEED = 2;

  @Test
  void aFleetIsBackedUpWithoutARefusal() {
    try (LocalAzure azure = MeasuredAzure.start(SPEED)) {
      LargeFleet.stage(azure, MACHINES);
      FleetRun.Done done = new FleetRun(azure.settings(), SPEED).run();
      assertThat(done.machines()).isEqualTo(MACHINES);
      assertThat(done.again()).isZero();
      assertThat(done.all()).isGreaterThan(Duration.ofSeconds(5)).isGreaterThan(done.tick());
      assertThat(LimitUse.of(azure))
          .allSatisfy(use -> assertThat(use.refused()).as(use.name()).isZero())
          .allSatisfy(use -> assertThat(LimitUse.parse(use.line()).name()).isEqualTo(use.name()));
      assertThat(LimitUse.of(azure))
          .filteredOn(use -> use.name().equals("writes"))
          .singleElement()
          .satisfies(use -> assertThat(use.calls()).isEqualTo(MACHINES * LargeFleet.DISKS));
    }
  }
}
