package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.functions.UseCases;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import io.keyhold.local.fleet.SampleIdentities;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.restore.MachineView;
import io.keyhold.restore.PointQuery;
import io.keyhold.retention.RebuildIndex;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every marker is gone, and {@code rebuild-index} under the retention app's identity helps. */
class LostIndexTest {

  private final TestStage stage = new TestStage();

  @BeforeEach
  void everyAppHasItsIdentity() {
    stage.azure.policies(
        TestStage.POLICIES.replace("\"keys\": {", "\"keys\": {\"onUnavailable\": \"hold\", "));
  }

  @AfterEach
  void ruleOneHeld() {
    stage.close();
  }

  @Test
  void listsSlotsHeldPointsAndTheSweepWorkAgain() {
    Stored bek = stage.bek("bek-1", TestStage.ascii("A".repeat(172)));
    String held =
        stage.machine(
            "held", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
    String plain = stage.machine("plain", plan -> plan);
    stage.vault.secrets().disable(bek.name(), bek.version());
    List<RecoveryPoint> points = stage.tick("t1");
    assertThat(points)
        .extracting(RecoveryPoint::state)
        .containsExactlyInAnyOrder(PointState.HELD, PointState.COMPLETE);
    List<RecoveryPoint> listed = list(plain);
    List<MachineView> machines = stage.useCases.machines().page(Optional.empty(), 10);
    Set<String> index = new HashSet<>(work().list("index/"));

    index.forEach(work()::delete);
    assertThat(list(plain)).as("nobody knows of it").isEmpty();
    RebuildIndex.Progress done = rebuild();

    assertThat(done.points()).isEqualTo(2);
    assertThat(done.written()).isEqualTo(index.size());
    assertThat(done.problems()).isEmpty();
    assertThat(done.continuation()).isEmpty();
    assertThat(new HashSet<>(work().list("index/"))).isEqualTo(index);
    assertThat(list(plain)).isEqualTo(listed).hasSize(1);
    assertThat(stage.useCases.machines().page(Optional.empty(), 10)).isEqualTo(machines);
    assertThat(stage.tick("t2"))
        .as("the slot is done, and the held point is still held")
        .hasSize(1);
    stage.vault.secrets().enable(bek.name(), bek.version());
    assertThat(stage.tick("t3")).extracting(RecoveryPoint::state).contains(PointState.COMPLETE);
    assertThat(list(held)).extracting(RecoveryPoint::state).containsExactly(PointState.COMPLETE);
  }

  @Test
  void aHeldPointIsSweptWhoseMarkersWereLost() {
    Stored bek = stage.bek("bek-1", TestStage.ascii("A".repeat(172)));
    stage.machine("a", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
    stage.vault.secrets().disable(bek.name(), bek.version());
    RecoveryPoint held = stage.tick("t1").getFirst();
    work().list("index/").forEach(work()::delete);
    stage.azure.clock().advance(Duration.ofDays(7));
    assertThat(retention().sweep().sweep("s1").abandoned()).isEmpty();

    rebuild();

    assertThat(retention().sweep().sweep("s2").abandoned()).containsExactly(held.id());
    assertThat(stage.snapshots()).isEmpty();
  }

  private List<RecoveryPoint> list(String machine) {
    return stage
        .useCases
        .points()
        .page(
            new PointQuery(
                Optional.of(machine),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .points();
  }

  private RebuildIndex.Progress rebuild() {
    return retention().rebuildIndex().from(Optional.empty());
  }

  private UseCases retention() {
    Map<String, String> settings = new HashMap<>(stage.azure.settings());
    settings.put("AZURE_CLIENT_ID", SampleIdentities.RETENTION);
    return stage.useCases(settings);
  }

  private Container work() {
    return stage.azure.blobs().container(LocalAzure.ACCOUNT, "work");
  }
}
