package io.keyhold.local.keyvault;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import io.keyhold.local.http.Caller;
import io.keyhold.local.http.MovableClock;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import reactor.core.publisher.Mono;

/** One vault and the real clients that look at it. */
final class VaultFixture {

  static final String TENANT = "22222222-2222-2222-2222-222222222222";
  static final String CLIENT = "33333333-3333-3333-3333-333333333333";

  final MovableClock clock = new MovableClock();
  final KeyVaults vaults = new KeyVaults(clock, TENANT);
  final Vault vault;

  VaultFixture() {
    this(VaultSettings.of("kv-prod").withSoftDeleteDays(7));
  }

  VaultFixture(VaultSettings settings) {
    vault = vaults.create(settings);
  }

  KeyClient keyClient() {
    return new KeyClientBuilder()
        .vaultUrl("https://" + vault.settings().host())
        .credential(credential())
        .httpClient(client())
        .retryOptions(noRetries())
        .buildClient();
  }

  SecretClient secretClient() {
    return new SecretClientBuilder()
        .vaultUrl("https://" + vault.settings().host())
        .credential(credential())
        .httpClient(client())
        .retryOptions(noRetries())
        .buildClient();
  }

  CryptographyClient cryptography(String keyId) {
    return new CryptographyClientBuilder()
        .keyIdentifier(keyId)
        .credential(credential())
        .httpClient(client())
        .retryOptions(noRetries())
        .buildClient();
  }

  /** A call as it is on the wire, by somebody who has a token. */
  Response send(String method, String path, String query, String body) {
    var caller = new Caller(true, CLIENT, "https://vault.azure.net");
    return vaults.answer(
        new Request(
            method,
            vault.settings().host(),
            path,
            InProcess.parameters(query),
            query,
            Map.of(),
            body.getBytes(StandardCharsets.UTF_8),
            caller));
  }

  InProcess client() {
    return new InProcess(vaults, CLIENT, "https://vault.azure.net");
  }

  static TokenCredential credential() {
    return request ->
        Mono.just(new AccessToken("token", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
  }

  static RetryOptions noRetries() {
    return new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1)));
  }

  /** The body of the refusal that a call met, which must have this status. */
  static String refusal(int status, ThrowingCallable call) {
    var refused = Assertions.catchThrowableOfType(HttpResponseException.class, call);
    Assertions.assertThat(refused).as("the call is refused").isNotNull();
    Assertions.assertThat(refused.getResponse().getStatusCode()).isEqualTo(status);
    return new String(
        refused.getResponse().getBodyAsBinaryData().toBytes(), StandardCharsets.UTF_8);
  }
}
