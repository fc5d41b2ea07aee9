package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.implementation.ComputeManagementClientBuilder;
import io.keyhold.azure.arm.PerSubscription;
import io.keyhold.azure.arm.ResourceManager;
import io.keyhold.domain.ArmId;
import java.util.Collection;

/**
 * The compute clients, one per subscription, over one pipeline. They are service clients and not
 * the SDK's managers, which load ten times as much before their first call (toolchain.md §5).
 */
public final class ComputeClients {

  private final ResourceManager manager;
  private final PerSubscription<ComputeManagementClient> clients;

  public ComputeClients(ResourceManager manager) {
    this.manager = manager;
    this.clients =
        new PerSubscription<>(
            subscription ->
                new ComputeManagementClientBuilder()
                    .pipeline(manager.pipeline().get())
                    .environment(manager.environment())
                    .subscriptionId(subscription)
                    .buildClient());
  }

  ComputeManagementClient of(ArmId id) {
    return of(id.subscription());
  }

  ComputeManagementClient of(String subscription) {
    return clients.of(subscription);
  }

  /** The subscriptions that this process has dealt with so far, in lower case. */
  public Collection<String> subscriptions() {
    return clients.subscriptions();
  }

  ResourceManager manager() {
    return manager;
  }
}
