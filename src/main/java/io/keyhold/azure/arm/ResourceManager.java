package io.keyhold.azure.arm;

import com.azure.core.http.HttpPipeline;
import com.azure.core.management.AzureEnvironment;
import java.util.function.Supplier;

/**
 * The way to Azure's resource manager, for the service clients of all providers.
 *
 * @param pipeline over the shared HTTP client, with tokens for the resource manager; made when it
 *     is first needed
 */
public record ResourceManager(Supplier<HttpPipeline> pipeline, AzureEnvironment environment) {

  /** The only host that may be asked how an operation is going: it is sent a token. */
  String endpoint() {
    return environment.getResourceManagerEndpoint();
  }
}
