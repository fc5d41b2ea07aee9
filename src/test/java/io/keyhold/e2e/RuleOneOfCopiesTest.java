package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.AzureAdapters;
import io.keyhold.azure.AzureSettings;
import io.keyhold.azure.LocalCredential;
import io.keyhold.azure.OwnTime;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Snapshots.WantedCopy;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.keyvault.Stored;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That the check of rule 1 sees a copy that leaves without what the rule asks for. */
class RuleOneOfCopiesTest {

  private final TestStage stage = new TestStage();

  /** Without the check that every other test ends with: here the rule is broken on purpose. */
  @AfterEach
  void stop() {
    stage.azure.close();
  }

  private RecoveryPoint taken() {
    stage.azure.policies(
        TestStage.POLICIES.replace(
            "\"keep\":",
            "\"copy\": {\"region\": \"northeurope\", \"resourceGroup\": \"keyhold-copies\"},"
                + " \"keep\":"));
    Stored bek = stage.bek("bek-1", TestStage.ascii("A".repeat(172)));
    stage.machine("ade", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
    return stage.tick("t1").getFirst();
  }

  private void copyBehindKeyholdsBack(RecoveryPoint point) {
    Map<String, String> settings = stage.azure.settings();
    AzureSettings read = ((AzureSettings.Reading.Valid) AzureSettings.read(settings)).settings();
    SnapshotRecord source = point.snapshots().getFirst();
    new AzureAdapters(
            read,
            http -> new LocalCredential(settings, read.clientId()),
            time -> stage.azure.clock().advance(time),
            OwnTime.throttle(stage.azure.clock()),
            () -> UUID.randomUUID().toString())
        .snapshots()
        .startCopy(
            new WantedCopy(
                point.copyTarget().orElseThrow().copy(point.id(), source),
                source.snapshot(),
                "northeurope",
                Optional.<ArmId>empty(),
                false,
                Policy.NetworkAccess.DENY_ALL,
                Map.of("keyhold-point", point.id().value())));
  }

  @Test
  void aCopyWithoutAGateOfItsOwnIsAViolation() {
    copyBehindKeyholdsBack(taken());
    assertThat(RuleOne.check(stage.azure).violations())
        .singleElement()
        .asString()
        .startsWith("no gate of its own was recorded before ");
  }

  @Test
  void aCopyOnAGateThatIsTooOldIsAViolation() {
    RecoveryPoint point = taken();
    stage.useCases.copyAdvance().advance("c1");
    assertThat(RuleOne.check(stage.azure).violations()).isEmpty();
    assertThat(RuleOne.check(stage.azure).copies()).isEqualTo(1);
    stage.azure.compute().remove(point.copyPlans().getFirst().copy().value());
    stage.azure.clock().advance(Duration.ofMinutes(11));
    copyBehindKeyholdsBack(point);
    assertThat(RuleOne.check(stage.azure).violations())
        .anyMatch(violation -> violation.startsWith("the copy's gate was too old before "))
        .anyMatch(violation -> violation.startsWith("nobody had read "));
  }
}
