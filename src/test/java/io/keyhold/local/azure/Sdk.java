package io.keyhold.local.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.util.Configuration;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.implementation.ComputeManagementClientBuilder;
import com.azure.resourcemanager.network.fluent.NetworkManagementClient;
import com.azure.resourcemanager.network.implementation.NetworkManagementClientBuilder;
import com.azure.storage.blob.BlobClientBuilder;
import com.azure.storage.blob.specialized.PageBlobClient;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** Azure's own clients, led to a local Azure as the product leads them. */
public final class Sdk {

  private static final Duration POLL = Duration.ofMillis(20);

  private Sdk() {}

  public static HttpClient http(LocalAzure azure) {
    return new JdkHttpClientBuilder(Wire.builder(azure)).configuration(Configuration.NONE).build();
  }

  /** The compute clients of the default identity; they do not try again. */
  public static ComputeManagementClient compute(LocalAzure azure) {
    return computeAs(azure, "");
  }

  public static ComputeManagementClient computeAs(LocalAzure azure, String clientId) {
    // Deletes and grants carry no Retry-After, and the client's poller would wait 30 seconds.
    return new ComputeManagementClientBuilder()
        .pipeline(pipeline(azure, clientId))
        .endpoint(AzureEnvironment.AZURE.getResourceManagerEndpoint())
        .subscriptionId(LocalAzure.SUBSCRIPTION)
        .defaultPollInterval(POLL)
        .buildClient();
  }

  public static NetworkManagementClient networkAs(LocalAzure azure, String clientId) {
    return new NetworkManagementClientBuilder()
        .pipeline(pipeline(azure, clientId))
        .endpoint(AzureEnvironment.AZURE.getResourceManagerEndpoint())
        .subscriptionId(LocalAzure.SUBSCRIPTION)
        .defaultPollInterval(POLL)
        .buildClient();
  }

  /** A pipeline to ARM for any other client; it does not try again. */
  public static HttpPipeline pipeline(LocalAzure azure, String clientId) {
    return new HttpPipelineBuilder()
        .httpClient(http(azure))
        .policies(
            new BearerTokenAuthenticationPolicy(
                credential(azure, clientId), "https://management.core.windows.net/.default"))
        .build();
  }

  public static PageBlobClient blob(LocalAzure azure, String sas) {
    return new BlobClientBuilder()
        .endpoint(sas)
        .httpClient(http(azure))
        .configuration(Configuration.NONE)
        .buildClient()
        .getPageBlobClient();
  }

  private static TokenCredential credential(LocalAzure azure, String clientId) {
    return context -> {
      var resource = context.getScopes().getFirst().replace("/.default", "");
      var token = Wire.token(azure, resource, clientId);
      return Mono.just(new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    };
  }
}
