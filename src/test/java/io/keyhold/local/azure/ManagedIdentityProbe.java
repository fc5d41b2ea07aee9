package io.keyhold.local.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.Configuration;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.resourcemanager.compute.ComputeManager;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A process of its own, as the identity library reads the environment: lists the machines. */
public final class ManagedIdentityProbe {

  private ManagedIdentityProbe() {}

  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    HttpClient http =
        new JdkHttpClientBuilder(
                Wire.builder(
                    URI.create(environment.get("HTTPS_PROXY")),
                    Path.of(environment.get("KEYHOLD_CA_FILE"))))
            .configuration(Configuration.NONE)
            .build();
    var identity = new ManagedIdentityCredentialBuilder().httpClient(http);
    if (environment.containsKey("AZURE_CLIENT_ID")) {
      identity.clientId(environment.get("AZURE_CLIENT_ID"));
    }
    var profile =
        new AzureProfile(LocalAzure.TENANT, LocalAzure.SUBSCRIPTION, AzureEnvironment.AZURE);
    ComputeManager.configure()
        .withHttpClient(http)
        .authenticate(identity.build(), profile)
        .serviceClient()
        .getVirtualMachines()
        .list()
        .forEach(machine -> System.out.println("machine " + machine.name()));
    System.exit(0);
  }
}
