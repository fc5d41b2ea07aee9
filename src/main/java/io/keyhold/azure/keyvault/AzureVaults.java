package io.keyhold.azure.keyvault;

import com.azure.resourcemanager.keyvault.fluent.models.VaultInner;
import io.keyhold.azure.arm.Reads;
import io.keyhold.azure.arm.Values;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Look;
import io.keyhold.domain.Vaults;
import java.util.Optional;

/**
 * Vaults as resources. A key's URL names its vault but not its resource group, so the
 * subscription's list is looked through.
 */
public final class AzureVaults implements Vaults {

  private final VaultResourceClients clients;

  public AzureVaults(VaultResourceClients clients) {
    this.clients = clients;
  }

  @Override
  public Look<Vault> find(String subscription, String name) {
    return Reads.look(
        name,
        () ->
            clients.of(subscription).listBySubscription().stream()
                .filter(vault -> name.equalsIgnoreCase(vault.name()))
                .findFirst()
                .flatMap(AzureVaults::vault)
                .orElse(null));
  }

  private static Optional<Vault> vault(VaultInner vault) {
    return ArmId.parse(Values.orEmpty(vault.id()))
        .map(
            id ->
                new Vault(
                    id,
                    Values.orEmpty(vault.location()),
                    vault.properties() != null
                        && Boolean.TRUE.equals(vault.properties().enabledForDiskEncryption())));
  }
}
