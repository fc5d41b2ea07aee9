package io.keyhold.e2e;

import static io.keyhold.e2e.Scene.Says.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.keyhold.domain.Code;
import io.keyhold.e2e.Scene.Chapter;
import io.keyhold.e2e.Scene.Says;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.arm.MachinePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Encryption under way, and disks that are refused or left out. */
final class DiskScenes {

  private static final String ADE = "azureDiskEncryption";
  private static final String OK = "available";

  private final List<Scene> scenes = new ArrayList<>();

  static List<Scene> all() {
    DiskScenes made = new DiskScenes();
    made.underWay();
    made.refused();
    made.leftOut();
    return made.scenes;
  }

  private void add(
      Chapter chapter, String what, Consumer<SceneStage> staging, Says says, String action) {
    scenes.add(new Scene(chapter, what, staging, says, action));
  }

  private void underWay() {
    Says postponed =
        state("refused").inside(ADE).verdicts(OK, OK).causes(Code.ENCRYPTION_UNDER_WAY);
    underWay("The OS volume is being encrypted", "EncryptionInProgress", "NotMounted", postponed);
    underWay("Encryption waits for a restart", "VMRestartPending", "NotMounted", postponed);
    underWay("The OS volume is being decrypted", "DecryptionInProgress", "Encrypted", postponed);
    underWay(
        "Data volumes are being encrypted; the machine has no data disk that is backed up",
        "Encrypted",
        "EncryptionInProgress",
        state("complete").inside(ADE).verdicts(OK, OK));
    add(
        Chapter.UNDER_WAY,
        "Under way for the second slot in a row",
        s -> {
          s.adeMachine(SceneStage.volumes("EncryptionInProgress", "NotMounted"));
          s.tickAndSleep();
        },
        postponed,
        "");
    add(
        Chapter.UNDER_WAY,
        "Under way for the third slot in a row",
        s -> {
          s.adeMachine(SceneStage.volumes("EncryptionInProgress", "NotMounted"));
          s.tickAndSleep();
          s.tickAndSleep();
        },
        state("complete").inside(ADE).verdicts(OK, OK).remarks(Code.CONTENT_MIXED),
        Code.CONTENT_MIXED.remedy().replace("{subject}", "the machine"));
    add(
        Chapter.UNDER_WAY,
        "Under way, and a key is disabled as well",
        s -> {
          s.adeMachine(SceneStage.volumes("EncryptionInProgress", "NotMounted"));
          s.vault().keys().disable("kek", "");
        },
        state("refused")
            .inside(ADE)
            .verdicts(OK, "unavailable KeyDisabled")
            .causes(Code.KEY_DISABLED, Code.ENCRYPTION_UNDER_WAY),
        "");
  }

  private void underWay(String what, String os, String data, Says says) {
    add(
        Chapter.UNDER_WAY,
        what + " (`" + os + "`, `" + data + "`)",
        s -> s.adeMachine(SceneStage.volumes(os, data)),
        says,
        says.causes().isEmpty() ? "Nothing to do" : "");
  }

  private void refused() {
    Says confidential =
        state("refused")
            .inside("undeclared")
            .causes(Code.DISK_CONFIDENTIAL)
            .remarks(Code.NOTHING_DECLARED);
    for (String type :
        List.of(
            "ConfidentialVM_DiskEncryptedWithPlatformKey",
            "ConfidentialVM_DiskEncryptedWithCustomerKey",
            "ConfidentialVM_VMGuestStateOnlyEncryptedWithPlatformKey",
            "ConfidentialVM_NonPersistedTPM")) {
      add(
          Chapter.DISKS,
          "A confidential machine, its OS disk `" + type + "`",
          s -> s.machine(plan -> plan.securityType(type)),
          confidential,
          "");
    }
    add(
        Chapter.DISKS,
        "A confidential machine whose OS disk is excluded",
        s ->
            s.machine(
                plan ->
                    plan.securityType("ConfidentialVM_DiskEncryptedWithPlatformKey")
                        .os(DiskPlan.blank().tag("keyhold-exclude", "confidential"))
                        .data(0, DiskPlan.blank())),
        state("complete").inside("undeclared").remarks(Code.NOTHING_DECLARED, Code.DISK_EXCLUDED),
        "Only the data disks are backed up");
    add(
        Chapter.DISKS,
        "A Trusted Launch machine",
        s -> s.machine(plan -> plan.securityType("TrustedLaunch")),
        state("complete").inside("undeclared").remarks(Code.NOTHING_DECLARED),
        "");
    for (String sku : List.of("UltraSSD_LRS", "PremiumV2_LRS")) {
      add(
          Chapter.DISKS,
          "A data disk of type `" + sku + "`",
          s -> s.machine(plan -> plan.data(0, DiskPlan.blank().sku(sku))),
          state("refused")
              .inside("undeclared", "undeclared")
              .causes(Code.DISK_NOT_SUPPORTED)
              .remarks(Code.NOTHING_DECLARED),
          "");
    }
    add(
        Chapter.DISKS,
        "Every disk is excluded",
        s -> s.machine(plan -> plan.os(DiskPlan.blank().tag("keyhold-exclude", "scratch"))),
        state("refused").causes(Code.NO_DISKS).remarks(Code.DISK_EXCLUDED),
        "");
  }

  private void leftOut() {
    add(
        Chapter.DISKS,
        "A data disk is excluded by its tag",
        s ->
            s.machine(
                plan -> plan.data(0, DiskPlan.blank().tag("keyhold-exclude", "scratch space"))),
        state("complete").inside("undeclared").remarks(Code.NOTHING_DECLARED, Code.DISK_EXCLUDED),
        Code.DISK_EXCLUDED.remedy().replace("{subject}", "the disk"));
    add(
        Chapter.DISKS,
        "A shared data disk (`maxShares` above 1)",
        s -> s.machine(plan -> plan.data(0, shared())),
        state("complete").inside("undeclared").remarks(Code.NOTHING_DECLARED, Code.DISK_SHARED),
        Code.DISK_SHARED.remedy().replace("{subject}", "the disk"));
    add(
        Chapter.DISKS,
        "A shared data disk, and every other disk is excluded",
        s ->
            s.machine(
                plan ->
                    plan.os(DiskPlan.blank().tag("keyhold-exclude", "scratch")).data(0, shared())),
        state("refused").causes(Code.DISK_SHARED).remarks(Code.DISK_EXCLUDED, Code.DISK_SHARED),
        "");
    add(
        Chapter.DISKS,
        "An ephemeral OS disk, and a data disk",
        s -> s.machine(plan -> ephemeral(plan.data(0, DiskPlan.blank()))),
        state("complete").inside("undeclared").remarks(Code.NOTHING_DECLARED, Code.DISK_EPHEMERAL),
        Code.DISK_EPHEMERAL.remedy().replace("{subject}", "the machine"));
    add(
        Chapter.DISKS,
        "An ephemeral OS disk alone",
        s -> s.machine(DiskScenes::ephemeral),
        state("refused").causes(Code.DISK_EPHEMERAL).remarks(Code.DISK_EPHEMERAL),
        "");
  }

  private static DiskPlan shared() {
    return DiskPlan.blank().property("maxShares", JsonNodeFactory.instance.numberNode(2));
  }

  private static MachinePlan ephemeral(MachinePlan plan) {
    return plan.properties(
        model -> {
          model.withObject("/storageProfile/osDisk/diffDiskSettings").put("option", "Local");
          return model;
        });
  }
}
