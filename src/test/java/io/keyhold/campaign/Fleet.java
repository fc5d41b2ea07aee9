package io.keyhold.campaign;

import io.keyhold.e2e.TestStage;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.keyvault.Stored;
import java.util.Optional;

/** One healthy machine that needs a key of every kind, and the policies in a blob. */
final class Fleet {

  static final String DISKS = "os, lun0, lun1";

  private static final byte[] PHRASE = TestStage.ascii("A".repeat(172));

  private Fleet() {}

  /** The OS disk with a wrapped BEK, one disk under a set, one with a key of the owner's. */
  static void mixedMachine(TestStage stage) {
    Stored kek = stage.vault.keys().generate("kek", 2048);
    Stored bek = stage.wrappedBek("bek", PHRASE, kek);
    Stored cmk = stage.vault.keys().generate("cmk", 2048);
    stage.vault.secrets().set("phrase", "correct horse");
    String set =
        stage
            .azure
            .compute()
            .encryptionSet(
                TestStage.SUBSCRIPTION, "prod", "des", "westeurope", stage.reference(cmk));
    stage.machine(
        "mixed",
        plan ->
            plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.of(kek)))
                .data(0, DiskPlan.blank().encryptionSet(set))
                .data(
                    1,
                    DiskPlan.blank()
                        .tag("keyhold-key", "https://kv-prod.vault.azure.net/secrets/phrase")));
  }

  /** Where the policies stand; they ask for the deepest check. */
  static String policiesInABlob(LocalAzure azure) {
    azure
        .blobs()
        .createContainer(LocalAzure.ACCOUNT, "policies")
        .put(
            "policies.json",
            TestStage.POLICIES.replace("\"keys\": {", "\"keys\": {\"check\": \"unwrap\", "));
    return "https://" + LocalAzure.ACCOUNT + ".blob.core.windows.net/policies/policies.json";
  }
}
