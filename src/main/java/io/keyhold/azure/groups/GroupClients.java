package io.keyhold.azure.groups;

import com.azure.resourcemanager.authorization.fluent.AuthorizationManagementClient;
import com.azure.resourcemanager.authorization.implementation.AuthorizationManagementClientBuilder;
import com.azure.resourcemanager.resources.fluent.ManagementLockClient;
import com.azure.resourcemanager.resources.fluent.ResourceManagementClient;
import com.azure.resourcemanager.resources.implementation.ManagementLockClientBuilder;
import com.azure.resourcemanager.resources.implementation.ResourceManagementClientBuilder;
import io.keyhold.azure.arm.PerSubscription;
import io.keyhold.azure.arm.PlainReads;
import io.keyhold.azure.arm.ResourceManager;

/** The service clients for groups, locks and permissions, one of each per subscription. */
public final class GroupClients {

  private final PlainReads plain;
  private final PerSubscription<ResourceManagementClient> groups;
  private final PerSubscription<ManagementLockClient> locks;
  private final PerSubscription<AuthorizationManagementClient> permissions;

  public GroupClients(ResourceManager manager) {
    this.plain = new PlainReads(manager);
    this.groups =
        new PerSubscription<>(
            subscription ->
                new ResourceManagementClientBuilder()
                    .pipeline(manager.pipeline().get())
                    .environment(manager.environment())
                    .subscriptionId(subscription)
                    .buildClient());
    this.locks =
        new PerSubscription<>(
            subscription ->
                new ManagementLockClientBuilder()
                    .pipeline(manager.pipeline().get())
                    .environment(manager.environment())
                    .subscriptionId(subscription)
                    .buildClient());
    this.permissions =
        new PerSubscription<>(
            subscription ->
                new AuthorizationManagementClientBuilder()
                    .pipeline(manager.pipeline().get())
                    .environment(manager.environment())
                    .subscriptionId(subscription)
                    .buildClient());
  }

  PlainReads plain() {
    return plain;
  }

  ResourceManagementClient groups(String subscription) {
    return groups.of(subscription);
  }

  ManagementLockClient locks(String subscription) {
    return locks.of(subscription);
  }

  AuthorizationManagementClient permissions(String subscription) {
    return permissions.of(subscription);
  }
}
