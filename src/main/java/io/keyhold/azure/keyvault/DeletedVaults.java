package io.keyhold.azure.keyvault;

import com.azure.resourcemanager.keyvault.fluent.models.DeletedVaultInner;
import com.azure.resourcemanager.keyvault.models.DeletedVaultProperties;
import io.keyhold.domain.KeyReading;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The soft-deleted vaults of the subscriptions that Keyhold works in. Asked only when a vault's
 * name does not resolve, which is all that a deleted vault shows of itself (azure-facts.md §3.1).
 */
public final class DeletedVaults {

  private final VaultResourceClients clients;
  private final Supplier<? extends Collection<String>> subscriptions;

  /**
   * @param subscriptions where to look; asked each time
   */
  public DeletedVaults(
      VaultResourceClients clients, Supplier<? extends Collection<String>> subscriptions) {
    this.clients = clients;
    this.subscriptions = subscriptions;
  }

  /**
   * The vault of this name, if it is among the deleted ones. Without the right to list them ({@code
   * Microsoft.KeyVault/deletedVaults/read} on the subscription) nothing is known or said.
   */
  Optional<KeyReading.VaultDeleted> find(String vault) {
    for (String subscription : subscriptions.get()) {
      Optional<KeyReading.VaultDeleted> found = find(vault, subscription);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<KeyReading.VaultDeleted> find(String vault, String subscription) {
    try {
      return clients.of(subscription).listDeleted().stream()
          .filter(deleted -> vault.equalsIgnoreCase(deleted.name()))
          .findFirst()
          .map(DeletedVaults::reading);
    } catch (RuntimeException notAllowedOrNoAnswer) {
      return Optional.empty();
    }
  }

  private static KeyReading.VaultDeleted reading(DeletedVaultInner deleted) {
    return new KeyReading.VaultDeleted(
        Optional.ofNullable(deleted.properties())
            .map(DeletedVaultProperties::scheduledPurgeDate)
            .map(date -> date.toInstant()));
  }
}
