package io.keyhold.plan;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Dependency;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.RecoveryPoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What to do when a key does not answer (azure-facts.md §3). */
final class KeyTrouble {

  private KeyTrouble() {}

  static void write(Page page, RecoveryPoint point) {
    Set<KeyRef> keys = new LinkedHashSet<>();
    List<ArmId> sets = new ArrayList<>();
    for (Dependency dependency : point.dependencies()) {
      switch (dependency) {
        case Dependency.ExactSecret one -> keys.add(one.secret());
        case Dependency.ExactKey one -> keys.add(one.kek());
        case Dependency.EncryptionSet one -> sets.add(one.set());
        case Dependency.CloudLink one -> {}
        case Dependency.Elsewhere one -> {}
      }
    }
    page.section("7. If a key does not answer");
    if (keys.isEmpty() && sets.isEmpty()) {
      page.say("No key of a vault is needed.");
    }
    if (!keys.isEmpty()) {
      keys(page, keys);
    }
    if (!sets.isEmpty()) {
      sets(page, sets);
    }
  }

  private static void keys(Page page, Set<KeyRef> keys) {
    page.say(
        "A newer version of a secret or key does not help: it has to be the version of section 2."
            + " An expired one still works.");
    page.part("Disabled: enable exactly this version");
    keys.forEach(
        key ->
            page.sh(
                "az keyvault %s set-attributes --id %s --enabled true"
                    .formatted(kind(key), Quote.sh(key.url()))));
    page.part("Deleted: recover it, with all its versions");
    keys.stream().map(KeyTrouble::recover).distinct().forEach(page::sh);
    page.part("The whole vault is deleted");
    page.say("It comes back without its role assignments: give yourself the rights again.");
    vaults(keys).forEach(vault -> page.sh("az keyvault recover --name " + Quote.sh(vault)));
    page.part("Access is denied");
    page.say(
        "These roles are enough, where the vault works with roles; otherwise its access policy has"
            + " to allow you secrets get and keys unwrapKey. If it says that your address may not"
            + " come in, work from a network that its firewall lets through.");
    vaults(keys).forEach(vault -> page.sh(roles(vault)));
  }

  private static List<String> vaults(Set<KeyRef> keys) {
    return keys.stream().filter(key -> !key.inManagedHsm()).map(KeyRef::vault).distinct().toList();
  }

  private static String roles(String vault) {
    return """
    ME=$(az ad signed-in-user show --query id -o tsv)
    VAULT=$(az keyvault show --name %s --query id -o tsv)
    az role assignment create --assignee "$ME" --role 'Key Vault Secrets User' --scope "$VAULT"
    az role assignment create --assignee "$ME" --role 'Key Vault Crypto User' --scope "$VAULT\"\
    """
        .formatted(Quote.sh(vault));
  }

  private static String recover(KeyRef key) {
    return "az keyvault %s recover %s %s --name %s"
        .formatted(
            kind(key),
            key.inManagedHsm() ? "--hsm-name" : "--vault-name",
            Quote.sh(key.vault()),
            Quote.sh(key.name()));
  }

  private static String kind(KeyRef key) {
    return switch (key.kind()) {
      case KEY -> "key";
      case SECRET -> "secret";
    };
  }

  private static void sets(Page page, List<ArmId> sets) {
    page.part("A disk encryption set");
    page.say(
        "The set must exist, its identity must be allowed to use its key, and that key, whose URL"
            + " these lines show, must be enabled:");
    sets.forEach(
        set ->
            page.sh(
                "az disk-encryption-set show --subscription %s --resource-group %s --name %s \\\n"
                        .formatted(
                            Quote.sh(set.subscription()),
                            Quote.sh(set.resourceGroup()),
                            Quote.sh(set.name()))
                    + "  --query activeKey.keyUrl -o tsv"));
    page.say("Put that URL here if the key is disabled:");
    page.sh("az keyvault key set-attributes --id \"${KEY_URL:?}\" --enabled true");
  }
}
