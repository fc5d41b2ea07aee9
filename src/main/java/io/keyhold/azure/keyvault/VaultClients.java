package io.keyhold.azure.keyvault;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import io.keyhold.azure.http.SharedHttp;
import io.keyhold.azure.throttle.Throttle;
import io.keyhold.domain.KeyRef;
import java.util.function.Supplier;

/**
 * The clients of each vault, made when a vault is first asked. The host that is asked comes from a
 * disk's key URL or a tag, so callers make sure first that it is a vault of the configured cloud.
 */
public final class VaultClients {

  /** Vaults whose clients are kept; beyond that the ones that were not used for longest go. */
  static final int KEPT = 64;

  private final Supplier<SharedHttp> http;
  private final Supplier<TokenCredential> credential;
  private final Throttle throttle;
  private final RecentlyUsed<String, KeyClient> keys = new RecentlyUsed<>(KEPT);
  private final RecentlyUsed<String, SecretClient> secrets = new RecentlyUsed<>(KEPT);

  /**
   * @param http the shared client, made when it is first needed
   * @param credential likewise
   */
  public VaultClients(
      Supplier<SharedHttp> http, Supplier<TokenCredential> credential, Throttle throttle) {
    this.http = http;
    this.credential = credential;
    this.throttle = throttle;
  }

  KeyClient keys(KeyRef ref) {
    return keys.get(
        ref.host(),
        host ->
            new KeyClientBuilder()
                .httpClient(http.get().client())
                .retryPolicy(http.get().retryPolicy())
                .httpLogOptions(quiet())
                .addPolicy(throttle.ofVaults())
                .credential(credential.get())
                .vaultUrl("https://" + host)
                .buildClient());
  }

  SecretClient secrets(KeyRef ref) {
    return secrets.get(
        ref.host(),
        host ->
            new SecretClientBuilder()
                .httpClient(http.get().client())
                .retryPolicy(http.get().retryPolicy())
                .httpLogOptions(quiet())
                .addPolicy(new WholeLists())
                .addPolicy(throttle.ofVaults())
                .credential(credential.get())
                .vaultUrl("https://" + host)
                .buildClient());
  }

  /**
   * A client for one key version, not kept. Without key caching it asks the vault straight away:
   * otherwise it would first read the key and then decide some operations by itself.
   */
  CryptographyClient cryptography(KeyRef kek) {
    return new CryptographyClientBuilder()
        .httpClient(http.get().client())
        .retryPolicy(http.get().retryPolicy())
        .httpLogOptions(quiet())
        .addPolicy(throttle.ofVaults())
        .credential(credential.get())
        .keyIdentifier(kek.url())
        .disableKeyCaching()
        .buildClient();
  }

  /** Bodies and queries stay out of the log, whatever the environment says to the SDK. */
  private static HttpLogOptions quiet() {
    return new HttpLogOptions().setLogLevel(HttpLogDetailLevel.NONE);
  }
}
