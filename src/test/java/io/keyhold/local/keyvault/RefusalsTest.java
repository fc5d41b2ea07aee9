package io.keyhold.local.keyvault;

import static io.keyhold.local.keyvault.VaultFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import io.keyhold.local.http.Response;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is kept out, and in which words. */
class RefusalsTest {

  private static final String GET_SECRET = "Microsoft.KeyVault/vaults/secrets/getSecret/action";

  private final VaultFixture fixture = new VaultFixture();

  @BeforeEach
  void aSecretIsThere() {
    fixture.vault.secrets().set("bek", "value");
  }

  @Test
  void aMissingRoleIsNamedWithTheResource() {
    fixture.vault.deny(VaultFixture.CLIENT, GET_SECRET);
    assertThat(refusal(403, () -> fixture.secretClient().getSecret("bek")))
        .contains("ForbiddenByRbac")
        .contains("\\r\\nAction: '" + GET_SECRET + "'\\r\\nResource: '/subscriptions/")
        .contains(
            "/resourcegroups/keyhold-keys/providers/microsoft.keyvault/vaults/kv-prod/secrets/bek'")
        .contains(
            "DecisionReason: 'DeniedWithNoValidRBAC' \\r"
                + "\\n"
                + "Vault: kv-prod;location=westeurope\\r"
                + "\\n"
                + "\"");
  }

  @Test
  void metadataMayBeReadWhereValuesMayNot() {
    fixture.vault.deny("*", GET_SECRET);
    assertThat(fixture.secretClient().listPropertiesOfSecretVersions("bek")).hasSize(1);
  }

  @Test
  void unwrappingMayBeDeniedForOneKeyAlone() {
    var denied = fixture.vault.keys().generate("denied", 2048);
    var allowed = fixture.vault.keys().generate("allowed", 2048);
    byte[] wrapped =
        fixture.vault.keys().wrap("allowed", allowed.version(), "RSA-OAEP", new byte[] {1});
    fixture.vault.deny("*", "Microsoft.KeyVault/vaults/keys/unwrap/action", "denied");
    assertThat(
            refusal(
                403,
                () ->
                    fixture
                        .cryptography(denied.id())
                        .unwrapKey(KeyWrapAlgorithm.RSA_OAEP, wrapped)))
        .contains("ForbiddenByRbac");
    assertThat(
            fixture
                .cryptography(allowed.id())
                .unwrapKey(KeyWrapAlgorithm.RSA_OAEP, wrapped)
                .getKey())
        .isEqualTo(new byte[] {1});
  }

  @Test
  void rightsOfAllVaultsAreAskedAtEveryCall() {
    fixture.vaults.rights((clientId, action, scope) -> !action.equals(GET_SECRET));
    assertThat(refusal(403, () -> fixture.secretClient().getSecret("bek")))
        .contains("ForbiddenByRbac");
    assertThat(fixture.secretClient().listPropertiesOfSecrets()).hasSize(1);
  }

  @Test
  void aMissingAccessPolicyHasTwoCodes() {
    var policies = new VaultFixture(VaultSettings.of("kv-old").withAccessPolicies());
    policies.vault.secrets().set("bek", "value");
    policies.vault.deny("*", "Microsoft.KeyVault/vaults/secrets/*");
    assertThat(refusal(403, () -> policies.secretClient().getSecret("bek")))
        .contains("does not have secrets get permission on key vault 'kv-old;location=westeurope'.")
        .contains("ForbiddenByPolicy");
    policies.vault.refusePoliciesWith(PolicyRefusal.ACCESS_DENIED);
    assertThat(refusal(403, () -> policies.secretClient().getSecret("bek")))
        .contains("AccessDenied");
  }

  @Test
  void theNetworkKeepsOutBeforeRightsAreAsked() {
    fixture.vault.firewall(true);
    assertThat(refusal(403, () -> fixture.secretClient().getSecret("bek")))
        .contains("ForbiddenByFirewall", "Client address is not authorized");
    fixture.vault.network(Network.PRIVATE_ONLY);
    assertThat(refusal(403, () -> fixture.secretClient().getSecret("bek")))
        .contains("ForbiddenByConnection");
    fixture.vault.network(Network.PERIMETER);
    assertThat(refusal(403, () -> fixture.secretClient().getSecret("bek")))
        .contains("ForbiddenByFirewall", "NSP rules");
    fixture.vault.firewall(false);
    assertThat(fixture.secretClient().getSecret("bek").getValue()).isEqualTo("value");
  }

  @Test
  void throttlingNamesNoTimeToWait() {
    var client = fixture.secretClient();
    client.getSecret("bek");
    fixture.vault.throttle(1);
    assertThat(refusal(429, () -> client.getSecret("bek")))
        .contains("\"Throttled\"", "VaultRequestTypeLimitReached");
    assertThat(client.getSecret("bek").getValue()).isEqualTo("value");
  }

  @Test
  void anEnforcedVaultTakesThreeHundredNewSecretsInTenSeconds() {
    fixture.clock.stop();
    fixture.vaults.enforcement().set(true);
    for (int number = 1; number <= 300; number++) {
      assertThat(newSecret(number).status()).isEqualTo(200);
    }
    var refused = newSecret(301);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).doesNotContainKey("Retry-After");
    assertThat(fixture.send("GET", "/secrets/s1", "api-version=7.6", "").status()).isEqualTo(200);
    fixture.clock.advance(Duration.ofSeconds(10));
    assertThat(newSecret(301).status()).isEqualTo(200);
  }

  private Response newSecret(int number) {
    return fixture.send("PUT", "/secrets/s" + number, "api-version=7.6", "{\"value\": \"v\"}");
  }

  @Test
  void aCallWithoutATokenIsChallenged() {
    var answer = raw("/secrets/bek?api-version=7.6", "");
    assertThat(answer.getStatusCode()).isEqualTo(401);
    assertThat(answer.getHeaders().getValue(HttpHeaderName.WWW_AUTHENTICATE))
        .isEqualTo(
            "Bearer authorization=\"https://login.microsoftonline.com/"
                + VaultFixture.TENANT
                + "\", resource=\"https://vault.azure.net\"");
  }

  @Test
  void aVaultOfAnotherTenantRefusesTheIssuer() {
    var foreign =
        fixture.vaults.create(
            VaultSettings.of("kv-foreign").ofTenant("99999999-9999-9999-9999-999999999999"));
    var request =
        new HttpRequest(
            HttpMethod.GET, "https://" + foreign.settings().host() + "/keys?api-version=7.6");
    request.setHeader(HttpHeaderName.AUTHORIZATION, "Bearer token");
    assertThat(fixture.client().sendSync(request, Context.NONE).getBodyAsString().block())
        .contains("AKV10032: Invalid issuer.");
  }

  @Test
  void anApiVersionMustBeThereAndBeKnown() {
    assertThat(raw("/secrets/bek", "Bearer token").getBodyAsString().block())
        .contains("BadParameter", "api-version must be specified");
    assertThat(raw("/secrets/bek?api-version=1.0", "Bearer token").getBodyAsString().block())
        .contains("BadParameter", "The specified version (1.0) is not recognized.");
  }

  @Test
  void everyAnswerCarriesTheServicesHeaders() {
    var headers = raw("/secrets/bek?api-version=7.6", "Bearer token").getHeaders();
    assertThat(headers.toMap())
        .containsKeys(
            "Cache-Control",
            "Pragma",
            "Expires",
            "Strict-Transport-Security",
            "X-Content-Type-Options",
            "x-ms-keyvault-region",
            "x-ms-keyvault-service-version",
            "x-ms-keyvault-network-info",
            "x-ms-keyvault-rbac-assignment-id",
            "x-ms-request-id")
        .doesNotContainKey("x-ms-client-request-id");
  }

  private HttpResponse raw(String pathAndQuery, String authorization) {
    var request = new HttpRequest(HttpMethod.GET, "https://kv-prod.vault.azure.net" + pathAndQuery);
    if (!authorization.isEmpty()) {
      request.setHeader(HttpHeaderName.AUTHORIZATION, authorization);
    }
    return fixture.client().sendSync(request, Context.NONE);
  }
}
