package io.keyhold.azure.network;

import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.network.implementation.NetworkManagementClientBuilder;
import io.keyhold.azure.arm.PerSubscription;
import io.keyhold.azure.arm.ResourceManager;
import io.keyhold.domain.ArmId;

/** The network provider's service clients, one per subscription. */
public final class NetworkClients {

  private final ResourceManager manager;
  private final PerSubscription<NetworkManagementClient> clients;

  public NetworkClients(ResourceManager manager) {
    this.manager = manager;
    this.clients =
        new PerSubscription<>(
            subscription ->
                new NetworkManagementClientBuilder()
                    .pipeline(manager.pipeline().get())
                    .environment(manager.environment())
                    .subscriptionId(subscription)
                    .buildClient());
  }

  NetworkManagementClient of(ArmId id) {
    return clients.of(id.subscription());
  }

  ResourceManager manager() {
    return manager;
  }
}
