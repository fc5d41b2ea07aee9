package io.keyhold.restore;

import io.keyhold.domain.Code;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Region;
import io.keyhold.domain.Vaults;
import java.util.List;
import java.util.stream.Stream;

/**
 * A machine under Azure Disk Encryption starts only where its vaults are: in its own region and
 * subscription, and open to the platform (azure-facts.md §2.5). The disks alone can be restored
 * anywhere.
 */
final class VaultCheck implements Check {

  private final Vaults vaults;

  VaultCheck(Vaults vaults) {
    this.vaults = vaults;
  }

  @Override
  public void look(String restore, Blueprint plan, Findings findings) {
    if (!plan.whole()) {
      return;
    }
    List<String> onTheMachine = DualPasses.vaults(plan);
    Stream.concat(onTheDisks(plan), onTheMachine.stream())
        .distinct()
        .forEach(vault -> look(vault, onTheMachine.contains(vault), plan, findings));
  }

  private static Stream<String> onTheDisks(Blueprint plan) {
    return plan.disks().stream()
        .map(disk -> disk.encryption().inGuest())
        .flatMap(
            inside ->
                inside instanceof InGuest.AzureDiskEncryption ade
                    ? ade.volumes().stream()
                    : Stream.empty())
        .flatMap(volume -> Stream.concat(Stream.of(volume.bek()), volume.kek().stream()))
        .map(KeyRef::vault);
  }

  /**
   * @param needed the machine's own model has to name the vault's id, which only finding it tells
   */
  private void look(String name, boolean needed, Blueprint plan, Findings findings) {
    String notSeen = "no vault " + name + " is to be seen in the subscription";
    findings
        .seen(
            vaults.find(plan.subscription(), name),
            name,
            "the vault",
            () -> {
              if (needed) {
                findings.forbid(Code.VAULT_ELSEWHERE, name, notSeen);
              } else {
                findings.notLookedAt(name, notSeen);
              }
            })
        .ifPresent(vault -> fits(name, vault, plan, findings));
  }

  private static void fits(String name, Vaults.Vault vault, Blueprint plan, Findings findings) {
    if (!Region.same(vault.region(), plan.region())) {
      findings.forbid(
          Code.VAULT_ELSEWHERE,
          name,
          "the vault is in " + vault.region() + ", the machine would be in " + plan.region());
    }
    if (!vault.forDiskEncryption()) {
      findings.forbid(Code.VAULT_NOT_FOR_DISKS, name, "enabledForDiskEncryption is off");
    }
  }
}
