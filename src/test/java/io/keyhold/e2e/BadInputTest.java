package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.backup.BackupDelivery;
import io.keyhold.backup.BackupNow;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Code;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.fake.FakeWorld;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.fleet.SampleIdentities;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.restore.RestoreDesk;
import io.keyhold.restore.RestoreRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is wrong with the fleet or with what somebody asks for, against the local Azure. */
class BadInputTest {

  private final TestStage stage = new TestStage();

  @AfterEach
  void ruleOneHeld() {
    stage.close();
  }

  @Test
  void aTagThatNamesNoSecretIsARecordedRefusal() {
    stage.machine("a", plan -> plan.tag("keyhold-key", "under the mat"));

    refused(Code.TAG_NAMES_NO_SECRET);
  }

  @Test
  void aTagThatNamesAnotherVaultIsARecordedRefusalAndThatVaultIsNotAsked() {
    stage.azure.vaults().create("kv-other").secrets().set("s", "value");
    stage.machine(
        "a", plan -> plan.tag("keyhold-key", "https://kv-other.vault.azure.net/secrets/s"));

    refused(Code.VAULT_NOT_ALLOWED);
    assertThat(stage.azure.requests().matching(e -> e.host().startsWith("kv-other"))).isEmpty();
  }

  @Test
  void aTagThatNamesNoHostOfAzureIsARecordedRefusalAndNothingElseIsCalled() {
    stage.machine("a", plan -> plan.tag("keyhold-key", "https://kv-prod.example.com/secrets/s"));

    refused(Code.TAG_NAMES_NO_SECRET);
  }

  @Test
  void aMachineThatVanishesBetweenTickAndBackupIsRecorded() {
    String machine = stage.machine("a", plan -> plan);
    List<BackupOrder> orders = stage.useCases.backupTick().tick("t1").orders();
    stage.azure.compute().remove(machine);

    RecoveryPoint point = stage.deliver(orders.get(0));

    assertThat(point.state()).isEqualTo(PointState.FAILED);
    assertThat(codes(point)).containsExactly(Code.MACHINE_GONE);
  }

  @Test
  void aSnapshotGroupThatDoesNotExistIsARecordedFailure() {
    stage.azure.policies(TestStage.POLICIES.replace("keyhold-snapshots", "nowhere"));
    stage.machine("a", plan -> plan);
    BackupOrder order = stage.useCases.backupTick().tick("t1").orders().get(0);

    BackupDelivery.Result result = stage.useCases.backupMachine().deliver(order, 1);

    assertThat(result)
        .isInstanceOfSatisfying(
            BackupDelivery.Result.Done.class,
            done -> {
              assertThat(done.point().state()).isEqualTo(PointState.FAILED);
              assertThat(done.point().causes().get(0).remedy()).isNotEmpty();
            });
  }

  @Test
  void aRightThatIsMissingIsRecordedWithItsNameOnTheLastDelivery() {
    stage.azure.caller(SampleIdentities.BACKUP).deny("Microsoft.Compute/snapshots/write");
    stage.machine("a", plan -> plan);
    BackupOrder order = stage.useCases.backupTick().tick("t1").orders().get(0);

    assertThat(stage.useCases.backupMachine().deliver(order, 1))
        .isInstanceOf(BackupDelivery.Result.Again.class);
    BackupDelivery.Result last =
        stage.useCases.backupMachine().deliver(order, BackupDelivery.LAST_DELIVERY);

    assertThat(last)
        .isInstanceOfSatisfying(
            BackupDelivery.Result.Done.class,
            done -> {
              assertThat(done.point().state()).isEqualTo(PointState.FAILED);
              assertThat(done.point().causes().get(0).detail())
                  .contains("Microsoft.Compute/snapshots/write");
            });
  }

  @Test
  void aRestoreIntoAGroupThatDoesNotExistIsRefusedBeforeAnythingIsMade() {
    stage.machine("a", plan -> plan);
    RecoveryPoint point = stage.tick("t1").get(0);
    RestoreRequest request =
        new RestoreRequest(
            point.id(),
            RestoreRequest.Mode.DISKS,
            List.of(),
            new RestoreRequest.Target(
                Optional.empty(),
                "nowhere",
                "back",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

    assertThat(stage.useCases.restores().accept("r1", request, FakeWorld.SOMEBODY))
        .isInstanceOfSatisfying(
            RestoreDesk.Acceptance.Forbidden.class,
            forbidden ->
                assertThat(forbidden.result().problems())
                    .extracting(problem -> problem.code().text())
                    .containsExactly("TargetGroupMissing"));
    assertThat(stage.useCases.restores().find("r1")).isEmpty();
  }

  @Test
  void aBackupOfAMachineInAnUnknownSubscriptionIsNotFound() {
    ArmId machine =
        new ArmId(
            "/subscriptions/99999999-9999-9999-9999-999999999999/resourceGroups/prod"
                + "/providers/Microsoft.Compute/virtualMachines/a");

    assertThat(stage.useCases.backupNow().request("mine", machine, "t1", FakeWorld.SOMEBODY))
        .isInstanceOfSatisfying(
            BackupNow.Result.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo(Code.NOT_FOUND));
  }

  @Test
  void aPointWhoseEventWasChangedIsReportedAsBroken() {
    Stored bek = stage.bek("bek", new byte[172]);
    stage.machine("a", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
    RecoveryPoint point = stage.tick("t1").get(0);
    var points = stage.azure.blobs().container("keyholdstate", "points");
    String first = points.list(point.id().value() + "/").get(0);
    points.put(first, points.readText(first).orElseThrow().replace("westeurope", "eastus"));

    var page =
        stage
            .useCases
            .points()
            .page(
                new io.keyhold.restore.PointQuery(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));

    assertThat(page.points()).isEmpty();
    assertThat(page.broken()).extracting(Problem::code).containsExactly(Code.CHAIN_BROKEN);
  }

  private void refused(Code code) {
    RecoveryPoint point = stage.tick("t1").get(0);
    assertThat(point.state()).isEqualTo(PointState.REFUSED);
    assertThat(codes(point)).containsExactly(code);
    assertThat(point.causes().get(0).remedy()).isNotEmpty();
    assertThat(stage.snapshots()).isEmpty();
  }

  private static List<Code> codes(RecoveryPoint point) {
    return point.causes().stream().map(Problem::code).toList();
  }
}
