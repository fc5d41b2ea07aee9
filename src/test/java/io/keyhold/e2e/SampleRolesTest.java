package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.functions.UseCases;
import io.keyhold.local.arm.ArmOptions;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.fleet.SampleIdentities;
import io.keyhold.local.fleet.SampleNetworks;
import io.keyhold.local.http.RequestLog.Entry;
import io.keyhold.restore.RestoreRequest;
import io.keyhold.restore.RestoreRequest.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The sample fleet of the demo is backed up, copied and restored under the roles of its apps. */
class SampleRolesTest {

  @Test
  void nothingThatTheAppsAskForInTheSampleFleetIsRefused() {
    try (TestStage stage = new TestStage(options -> options.arm(ArmOptions::withStrictGroups))) {
      stage.azure.vaults().delete("kv-prod");
      stage.azure.vaults().purge("kv-prod");
      new SampleFleet().accept(stage.azure);
      UseCases useCases = stage.useCases(stage.azure.settings());
      List<RecoveryPoint> points = new ArrayList<>();
      useCases.backupTick().tick("t").orders().stream()
          .map(order -> useCases.backupMachine().deliver(order, 1))
          .forEach(done -> assertThat(done).isNotNull());
      for (int copy = 0; copy < 40; copy++) {
        stage.azure.clock().advance(Duration.ofMinutes(5));
        assertThat(useCases.copyAdvance().advance("c" + copy).problems()).isEmpty();
      }
      useCases.points().page(RolesStage.ALL).points().forEach(points::add);
      assertThat(points).hasSize(SampleFleet.selected().size());
      assertThat(points).allMatch(point -> point.state() == PointState.COMPLETE);
      for (RecoveryPoint point : points) {
        String name = point.origin().machine().name();
        useCases.restores().accept(name, request(point, Mode.MACHINE, ""));
        useCases.restoreRunner().run(name);
        useCases.restores().accept("n-" + name, request(point, Mode.DISKS, "northeurope"));
        useCases.restoreRunner().run("n-" + name);
      }
      assertThat(useCases.sweep().sweep("s").problems()).isEmpty();
      assertThat(stage.azure.requests().matching(SampleRolesTest::refused)).isEmpty();
    }
  }

  private static boolean refused(Entry entry) {
    return entry.status() == 403
        && SampleIdentities.apps().stream()
            .map(SampleIdentities::of)
            .anyMatch(entry.caller()::equals);
  }

  private static RestoreRequest request(RecoveryPoint point, Mode mode, String region) {
    boolean elsewhere = !region.isEmpty();
    return new RestoreRequest(
        point.id(),
        mode,
        List.of(),
        new RestoreRequest.Target(
            elsewhere ? Optional.of(region) : Optional.empty(),
            elsewhere ? SampleFleet.RESTORED_ELSEWHERE : SampleFleet.RESTORED,
            "x-" + point.origin().machine().name(),
            elsewhere ? Optional.empty() : Optional.of(SampleNetworks.RESTORED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }
}
