package io.keyhold.local.keyvault;

import java.util.Locale;
import java.util.Map;

/**
 * What is fixed when a vault is created.
 *
 * @param softDeleteDays 7 to 90
 * @param diskEncryption whether Azure Disk Encryption may read its secrets
 * @param managedHsm whether it is a managed HSM: keys only, and a host name of its own
 * @param rbac whether role assignments decide; otherwise the vault's access policies
 */
public record VaultSettings(
    String name,
    String location,
    String tenant,
    String subscription,
    String resourceGroup,
    boolean purgeProtection,
    int softDeleteDays,
    boolean rbac,
    Map<String, String> tags,
    boolean diskEncryption,
    boolean managedHsm) {

  private static final int LONGEST_RETENTION = 90;

  public VaultSettings {
    tags = Map.copyOf(tags);
    if (!name.matches("[a-zA-Z](?!.*--)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]")) {
      throw new IllegalArgumentException("Not a vault name: " + name);
    }
    if (softDeleteDays < 7 || softDeleteDays > LONGEST_RETENTION) {
      throw new IllegalArgumentException("Soft delete lasts 7 to 90 days, not " + softDeleteDays);
    }
  }

  /** A vault in the sample subscription as Azure makes one today: RBAC, 90 days, purgeable. */
  public static VaultSettings of(String name) {
    return new VaultSettings(
        name,
        "westeurope",
        "22222222-2222-2222-2222-222222222222",
        "11111111-1111-1111-1111-111111111111",
        "keyhold-keys",
        false,
        LONGEST_RETENTION,
        true,
        Map.of(),
        true,
        false);
  }

  /** A managed HSM of this name, which no vault has to share. */
  public static VaultSettings managedHsm(String name) {
    var vault = of(name);
    return new VaultSettings(
        name,
        vault.location(),
        vault.tenant(),
        vault.subscription(),
        vault.resourceGroup(),
        true,
        vault.softDeleteDays(),
        true,
        vault.tags(),
        false,
        true);
  }

  public VaultSettings protectedFromPurge() {
    return new VaultSettings(
        name,
        location,
        tenant,
        subscription,
        resourceGroup,
        true,
        softDeleteDays,
        rbac,
        tags,
        diskEncryption,
        managedHsm);
  }

  public VaultSettings withSoftDeleteDays(int days) {
    return new VaultSettings(
        name,
        location,
        tenant,
        subscription,
        resourceGroup,
        purgeProtection,
        days,
        rbac,
        tags,
        diskEncryption,
        managedHsm);
  }

  public VaultSettings withAccessPolicies() {
    return new VaultSettings(
        name,
        location,
        tenant,
        subscription,
        resourceGroup,
        purgeProtection,
        softDeleteDays,
        false,
        tags,
        diskEncryption,
        managedHsm);
  }

  public VaultSettings withoutDiskEncryption() {
    return new VaultSettings(
        name,
        location,
        tenant,
        subscription,
        resourceGroup,
        purgeProtection,
        softDeleteDays,
        rbac,
        tags,
        false,
        managedHsm);
  }

  public VaultSettings in(String region) {
    return new VaultSettings(
        name,
        region,
        tenant,
        subscription,
        resourceGroup,
        purgeProtection,
        softDeleteDays,
        rbac,
        tags,
        diskEncryption,
        managedHsm);
  }

  public VaultSettings inGroup(String subscriptionId, String group) {
    return new VaultSettings(
        name,
        location,
        tenant,
        subscriptionId,
        group,
        purgeProtection,
        softDeleteDays,
        rbac,
        tags,
        diskEncryption,
        managedHsm);
  }

  public VaultSettings ofTenant(String tenantId) {
    return new VaultSettings(
        name,
        location,
        tenantId,
        subscription,
        resourceGroup,
        purgeProtection,
        softDeleteDays,
        rbac,
        tags,
        diskEncryption,
        managedHsm);
  }

  public String host() {
    return name.toLowerCase(Locale.ROOT)
        + (managedHsm ? KeyVaults.HSM_SUFFIX : KeyVaults.HOST_SUFFIX);
  }

  public String resourceId() {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.KeyVault/%s/%s"
        .formatted(subscription, resourceGroup, managedHsm ? "managedHSMs" : "vaults", name);
  }

  /** What tokens for it are asked for. */
  String audience() {
    return managedHsm ? "https://managedhsm.azure.net" : "https://vault.azure.net";
  }

  /** How refusals name the vault. */
  String caption() {
    return name + ";location=" + location;
  }

  /** "Customized" means kept shorter than the longest retention, "Purgeable" that one may purge. */
  String recoveryLevel() {
    return (softDeleteDays < LONGEST_RETENTION ? "CustomizedRecoverable" : "Recoverable")
        + (purgeProtection ? "" : "+Purgeable");
  }
}
