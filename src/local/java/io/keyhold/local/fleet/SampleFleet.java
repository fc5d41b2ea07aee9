package io.keyhold.local.fleet;

import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.Compute;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.arm.MachinePlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import io.keyhold.local.keyvault.VaultSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Stages the sample fleet: one machine of each kind that Keyhold tells apart, their keys, policies
 * that select all but one, a second region for the copies, and the identities of the apps.
 */
public final class SampleFleet implements Consumer<LocalAzure> {
  public static final String REGION = "westeurope";
  public static final String VAULT = "kv-prod";
  public static final String KEK = "kek-web";
  public static final String MACHINES = "machines";
  public static final String RESTORED = "restored";

  /** The vault of the other region, with the key that copies are under. */
  public static final String OTHER_VAULT = "kv-north";

  /** For what is restored in the other region. */
  public static final String RESTORED_ELSEWHERE = "restored-north";

  /** Of the copies. */
  public static final String COPIES = SamplePolicy.COPIES;

  /** Azure Disk Encryption, the BEK wrapped by {@link #KEK}; an OS disk and a data disk. */
  public static final String ADE_KEK = "web-kek";

  /** Azure Disk Encryption, the BEK alone. */
  public static final String ADE_BEK = "db-bek";

  /** Server-side encryption with a customer-managed key. */
  public static final String CUSTOMER_KEY = "app-cmk";

  /** LUKS by the owner's own hand; a tag on the data disk names the secret, without a version. */
  public static final String SELF_MANAGED = "files-luks";

  /** Nothing declared: platform keys. */
  public static final String PLAIN = "plain-gen1";

  /** Trusted Launch, generation 2, with the customer-managed key. */
  public static final String TRUSTED = "trusted-gen2";

  /** Selected by no policy. */
  public static final String UNSELECTED = "scratch";

  private static final String POLICY = "keyhold-policy";

  @Override
  public void accept(LocalAzure azure) {
    Path folder = temporary();
    try {
      stage(azure, new SampleDisks(folder));
    } finally {
      delete(folder);
    }
  }

  /** The machines that a policy selects, in the order in which they were made. */
  public static List<String> selected() {
    return List.of(ADE_KEK, ADE_BEK, CUSTOMER_KEY, SELF_MANAGED, PLAIN, TRUSTED);
  }

  /** The ARM id of a machine of the fleet. */
  public static String machine(String name) {
    return Compute.id(LocalAzure.SUBSCRIPTION, MACHINES, "virtualMachines", name);
  }

  /** The ARM id of a machine's OS disk. */
  public static String osDisk(String machine) {
    return Compute.id(LocalAzure.SUBSCRIPTION, MACHINES, "disks", machine + "-os");
  }

  /** The ARM id of a machine's data disk. */
  public static String dataDisk(String machine, int lun) {
    return Compute.id(LocalAzure.SUBSCRIPTION, MACHINES, "disks", machine + "-data-" + lun);
  }

  private static void stage(LocalAzure azure, SampleDisks disks) {
    SampleNetworks.stage(azure.network());
    Vault vault = azure.vaults().create(VaultSettings.of(VAULT).protectedFromPurge());
    SampleKeys keys = new SampleKeys(vault);
    Vault otherVault = azure.vaults().create(otherVault());
    Compute compute = azure.compute();
    for (String group : List.of(MACHINES, RESTORED, SamplePolicy.SNAPSHOTS)) {
      compute.group(LocalAzure.SUBSCRIPTION, group, REGION);
    }
    for (String group : List.of(COPIES, RESTORED_ELSEWHERE)) {
      compute.group(LocalAzure.SUBSCRIPTION, group, SampleNetworks.OTHER_REGION);
    }
    compute.machine(wrapped(vault, keys, disks));
    compute.machine(bare(keys, disks));
    String set =
        compute.encryptionSet(
            LocalAzure.SUBSCRIPTION, "keyhold-keys", "des-prod", REGION, keys.key("cmk-prod"));
    compute.machine(customerKey(set, disks));
    compute.machine(selfManaged(keys, disks));
    compute.machine(selected(PLAIN).generation("V1").os(DiskPlan.of(disks.plain(PLAIN))));
    compute.machine(
        named(TRUSTED)
            .tag(POLICY, SamplePolicy.CUSTOMER_KEY)
            .securityType("TrustedLaunch")
            .os(DiskPlan.of(disks.plain(TRUSTED)).encryptionSet(set)));
    compute.machine(named(UNSELECTED).os(DiskPlan.of(disks.plain(UNSELECTED))));
    policies(azure, copySet(compute, new SampleKeys(otherVault)));
    SampleIdentities.limit(azure, vault, otherVault);
  }

  private static VaultSettings otherVault() {
    return VaultSettings.of(OTHER_VAULT).in(SampleNetworks.OTHER_REGION).protectedFromPurge();
  }

  /** The set of the other region, which serves what is there and nothing else. */
  private static String copySet(Compute compute, SampleKeys keys) {
    return compute.encryptionSet(
        LocalAzure.SUBSCRIPTION,
        "keyhold-keys",
        "des-north",
        SampleNetworks.OTHER_REGION,
        keys.key("cmk-north"));
  }

  private static MachinePlan wrapped(Vault vault, SampleKeys keys, SampleDisks disks) {
    Stored kek = vault.keys().generate(KEK, 2048);
    Ade.Reference secret = keys.wrappedBek(ADE_KEK, SampleVolume.ADE_OS.passphrase(), kek);
    Optional<Ade.Reference> wrapping = Optional.of(keys.reference(kek));
    return selected(ADE_KEK)
        .ade(secret, wrapping)
        .os(
            DiskPlan.of(disks.encrypted(ADE_KEK + "-os", SampleVolume.ADE_OS))
                .encryptionSettings(Ade.settings("1.1", secret, wrapping)))
        .data(
            0,
            DiskPlan.of(disks.encrypted(ADE_KEK + "-data", SampleVolume.ADE_DATA))
                .encryptionSettings(Ade.settings("1.1", secret, wrapping)));
  }

  private static MachinePlan bare(SampleKeys keys, SampleDisks disks) {
    Ade.Reference secret = keys.bek(ADE_BEK, SampleVolume.ADE_OS.passphrase());
    return selected(ADE_BEK)
        .ade(secret, Optional.empty())
        .os(
            DiskPlan.of(disks.encrypted(ADE_BEK, SampleVolume.ADE_OS))
                .encryptionSettings(Ade.settings("1.1", secret, Optional.empty())));
  }

  private static MachinePlan customerKey(String set, SampleDisks disks) {
    return named(CUSTOMER_KEY)
        .tag(POLICY, SamplePolicy.CUSTOMER_KEY)
        .os(DiskPlan.of(disks.plain(CUSTOMER_KEY)).encryptionSet(set))
        .data(0, DiskPlan.of(disks.plain(CUSTOMER_KEY + "-data")).encryptionSet(set));
  }

  private static MachinePlan selfManaged(SampleKeys keys, SampleDisks disks) {
    String secret = keys.passphrase(SELF_MANAGED, SampleVolume.SELF_MANAGED.passphrase());
    return selected(SELF_MANAGED)
        .os(DiskPlan.of(disks.plain(SELF_MANAGED)))
        .data(
            0,
            DiskPlan.of(disks.encrypted(SELF_MANAGED + "-data", SampleVolume.SELF_MANAGED))
                .tag("keyhold-key", secret));
  }

  private static MachinePlan selected(String name) {
    return named(name).tag(POLICY, SamplePolicy.NAME);
  }

  private static MachinePlan named(String name) {
    return MachinePlan.named(LocalAzure.SUBSCRIPTION, MACHINES, name)
        .location(REGION)
        .subnet(SampleNetworks.MACHINES);
  }

  /** As a file, which the settings name, and as a blob for whoever wants to name that. */
  private static void policies(LocalAzure azure, String copySet) {
    String document = SamplePolicy.document(VAULT, copySet);
    azure.policies(document);
    azure.blobs().createContainer(LocalAzure.ACCOUNT, "policies").put("policies.json", document);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("keyhold-fleet");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
