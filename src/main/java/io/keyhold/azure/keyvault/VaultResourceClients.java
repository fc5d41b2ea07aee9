package io.keyhold.azure.keyvault;

import com.azure.resourcemanager.keyvault.fluent.KeyVaultManagementClient;
import com.azure.resourcemanager.keyvault.fluent.VaultsClient;
import com.azure.resourcemanager.keyvault.implementation.KeyVaultManagementClientBuilder;
import io.keyhold.azure.arm.PerSubscription;
import io.keyhold.azure.arm.ResourceManager;

/** The service clients for vaults as resources, deleted ones too, one per subscription. */
public final class VaultResourceClients {

  private final PerSubscription<KeyVaultManagementClient> clients;

  public VaultResourceClients(ResourceManager manager) {
    this.clients =
        new PerSubscription<>(
            subscription ->
                new KeyVaultManagementClientBuilder()
                    .pipeline(manager.pipeline().get())
                    .environment(manager.environment())
                    .subscriptionId(subscription)
                    .buildClient());
  }

  VaultsClient of(String subscription) {
    return clients.of(subscription).getVaults();
  }
}
