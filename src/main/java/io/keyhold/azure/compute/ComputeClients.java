package io.keyhold.azure.compute;

import com.azure.core.http.HttpPipeline;
import com.azure.core.management.AzureEnvironment;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.implementation.ComputeManagementClientBuilder;
import io.keyhold.domain.ArmId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The compute clients, one per subscription, over one pipeline. They are service clients and not
 * the SDK's managers, which load ten times as much before their first call (toolchain.md §5).
 */
public final class ComputeClients {

  private final Supplier<HttpPipeline> pipeline;
  private final AzureEnvironment environment;
  private final Map<String, ComputeManagementClient> clients = new ConcurrentHashMap<>();

  /**
   * @param pipeline over the shared HTTP client, with tokens for the resource manager; made when it
   *     is first needed
   */
  public ComputeClients(Supplier<HttpPipeline> pipeline, AzureEnvironment environment) {
    this.pipeline = pipeline;
    this.environment = environment;
  }

  ComputeManagementClient of(ArmId id) {
    return of(id.subscription());
  }

  ComputeManagementClient of(String subscription) {
    return clients.computeIfAbsent(
        subscription.toLowerCase(Locale.ROOT),
        known ->
            new ComputeManagementClientBuilder()
                .pipeline(pipeline.get())
                .environment(environment)
                .subscriptionId(known)
                .buildClient());
  }

  /** The subscriptions that this process has dealt with so far, in lower case. */
  public Collection<String> subscriptions() {
    return List.copyOf(clients.keySet());
  }

  HttpPipeline pipeline() {
    return pipeline.get();
  }

  /** The only host that may be asked how an operation is going: it is sent a token. */
  String endpoint() {
    return environment.getResourceManagerEndpoint();
  }
}
