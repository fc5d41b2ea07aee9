package io.keyhold.campaign;

import io.keyhold.e2e.TestStage;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import io.keyhold.local.keyvault.VaultSettings;
import java.util.Optional;

/** One healthy machine that needs a key of every kind, and the policies in a blob. */
final class Fleet {

  static final String DISKS = "os, lun0, lun1";

  private static final byte[] PHRASE = TestStage.ascii("A".repeat(172));

  static final String POLICIES_BLOB =
      "https://" + LocalAzure.ACCOUNT + ".blob.core.windows.net/policies/policies.json";

  private static final String COPIES = "northeurope";

  private Fleet() {}

  /** The OS disk with a wrapped BEK, one disk under a set, one with a key of the owner's. */
  static void mixedMachine(TestStage stage) {
    Stored kek = RsaKeys.in(stage.vault, "kek");
    Stored bek = stage.wrappedBek("bek", PHRASE, kek);
    Stored cmk = RsaKeys.in(stage.vault, "cmk");
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
    return POLICIES_BLOB;
  }

  /**
   * One healthy machine that is copied to another region under a set of that region, and whose
   * points are kept for a day, but at least two of them.
   *
   * @return the subnet in which a restored machine can stand
   */
  static String copiedMachine(TestStage stage) {
    Stored kek = RsaKeys.in(stage.vault, "kek");
    Stored bek = stage.wrappedBek("bek", PHRASE, kek);
    String near = set(stage, stage.vault, "des", "westeurope");
    Vault north =
        stage
            .azure
            .vaults()
            .create(
                VaultSettings.of("kv-north")
                    .inGroup(TestStage.SUBSCRIPTION, "prod-north")
                    .in(COPIES)
                    .protectedFromPurge());
    String far = set(stage, north, "des-north", COPIES);
    stage.machine(
        "life",
        plan ->
            plan.size("Standard_D2s_v5")
                .os(stage.adeDisk(DiskPlan.blank(), bek, Optional.of(kek)))
                .data(0, DiskPlan.blank().encryptionSet(near)));
    stage
        .azure
        .blobs()
        .createContainer(LocalAzure.ACCOUNT, "policies")
        .put(
            "policies.json",
            TestStage.POLICIES
                .replace("\"days\": 30, \"atLeast\": 3", "\"days\": 1, \"atLeast\": 2")
                .replace(
                    "\"keep\":",
                    "\"copy\": {\"region\": \"%s\", \"resourceGroup\": \"keyhold-copies\","
                            .formatted(COPIES)
                        + " \"diskEncryptionSet\": \"%s\"}, \"keep\":".formatted(far)));
    stage.azure.compute().group(TestStage.SUBSCRIPTION, "net", "westeurope");
    String network =
        stage
            .azure
            .network()
            .network(TestStage.SUBSCRIPTION, "net", "twins", "westeurope", "10.1.0.0/16");
    return stage.azure.network().subnet(network, "twins", "10.1.0.0/24");
  }

  private static String set(TestStage stage, Vault vault, String name, String region) {
    Stored key = RsaKeys.in(vault, "cmk-" + name);
    return stage
        .azure
        .compute()
        .encryptionSet(
            TestStage.SUBSCRIPTION,
            "keys-" + region,
            name,
            region,
            new Ade.Reference(key.id(), vault.settings().resourceId()));
  }
}
