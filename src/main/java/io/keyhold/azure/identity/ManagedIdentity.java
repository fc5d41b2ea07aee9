package io.keyhold.azure.identity;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.keyhold.azure.http.SharedHttp;
import java.util.Optional;

/**
 * The function app's managed identity, the only kind of credential that Keyhold knows. Its endpoint
 * and header come from the environment, where the platform puts them.
 */
public final class ManagedIdentity {

  private ManagedIdentity() {}

  /**
   * @param clientId of a user-assigned identity; empty for the app's only one
   */
  public static TokenCredential credential(SharedHttp http, Optional<String> clientId) {
    ManagedIdentityCredentialBuilder builder =
        new ManagedIdentityCredentialBuilder()
            .httpClient(http.client())
            .httpLogOptions(new HttpLogOptions().setLogLevel(HttpLogDetailLevel.NONE));
    clientId.ifPresent(builder::clientId);
    return builder.build();
  }
}
