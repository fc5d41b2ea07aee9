package io.keyhold.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The managed-identity endpoint gives tokens that the services take, and to nobody else. */
class IdentityEndpointTest {

  private static final String GROUPS =
      "/subscriptions/" + LocalAzure.SUBSCRIPTION + "/resourceGroups?api-version=2021-04-01";

  private static final String ARM = "https://management.core.windows.net/";

  private LocalAzure azure;
  private Wire wire;

  @BeforeEach
  void start() {
    azure = LocalAzure.start(LocalAzure.Options.instant().tokenLifetime(Duration.ofHours(24)));
    wire = new Wire(azure);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void theAnswerIsThatOfAppService() throws Exception {
    var answer = Wire.json(asked("?api-version=2019-08-01&resource=" + ARM, header()));
    assertThat(answer.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(answer.path("resource").asText()).isEqualTo(ARM);
    assertThat(answer.path("expires_on").isTextual()).isTrue();
    assertThat(Instant.ofEpochSecond(answer.path("expires_on").asLong())).isAfter(Instant.now());
    var claims = claims(answer.path("access_token").asText());
    assertThat(claims.path("iss").asText())
        .isEqualTo("https://sts.windows.net/" + LocalAzure.TENANT + "/");
    assertThat(claims.path("aud").asText()).isEqualTo(ARM);
    assertThat(claims.path("tid").asText()).isEqualTo(LocalAzure.TENANT);
    assertThat(claims.path("appid").asText()).isEqualTo(Identities.DEFAULT_CLIENT);
    assertThat(claims.path("oid").asText()).isNotEmpty();
  }

  @Test
  void withoutTheSecretHeaderThereIsNoToken() throws Exception {
    var query = "?api-version=2019-08-01&resource=" + ARM;
    assertThat(asked(query, "wrong").statusCode()).isEqualTo(401);
    assertThat(asked("?api-version=2017-09-01&resource=" + ARM, header()).statusCode())
        .isEqualTo(400);
    assertThat(asked("?api-version=2019-08-01", header()).statusCode()).isEqualTo(400);
  }

  @Test
  void aCallWithoutATokenIsChallenged() {
    var answer = wire.send(Wire.request("https://management.azure.com" + GROUPS).build());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(Wire.json(answer).at("/error/code").asText()).isEqualTo("AuthenticationFailed");
    assertThat(answer.headers().firstValue("www-authenticate").orElseThrow())
        .startsWith("Bearer authorization_uri=\"https://login.microsoftonline.com/");
  }

  @Test
  void aTokenForAnotherResourceIsRefused() {
    assertThat(code(with(Wire.token(azure, "https://vault.azure.net", ""))))
        .isEqualTo("InvalidAuthenticationTokenAudience");
  }

  @Test
  void aForgedTokenIsRefused() {
    var token = Wire.token(azure, ARM, "");
    var parts = token.split("\\.");
    var claims =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace(Identities.DEFAULT_CLIENT, "aaaaaaaa-0000-4000-8000-000000000009");
    var forged =
        parts[0]
            + "."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[2];
    assertThat(code(with(forged))).isEqualTo("InvalidAuthenticationToken");
    assertThat(code(with("nonsense"))).isEqualTo("InvalidAuthenticationToken");
  }

  @Test
  void aTokenExpiresByTheLocalAzuresClock() {
    var token = Wire.token(azure, ARM, "");
    assertThat(with(token).statusCode()).isEqualTo(200);
    azure.clock().advance(Duration.ofHours(25));
    assertThat(code(with(token))).isEqualTo("ExpiredAuthenticationToken");
  }

  @Test
  void whatIsDeniedToAnIdentityIsRefusedInTheWordsOfArm() {
    azure.caller("restricted").deny("Microsoft.Compute/virtualMachines/*");
    var answer =
        wire.armAs(
            "restricted",
            "GET",
            "/subscriptions/"
                + LocalAzure.SUBSCRIPTION
                + "/providers/Microsoft.Compute/virtualMachines?api-version=2024-11-01",
            "");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Wire.json(answer).at("/error/code").asText()).isEqualTo("AuthorizationFailed");
    assertThat(Wire.json(answer).at("/error/message").asText())
        .contains("'Microsoft.Compute/virtualMachines/read'")
        .contains("with object id '" + azure.caller("restricted").objectId() + "'");
  }

  @Test
  void anIdentityMayBeLeftWithARolesActionsOnly() {
    var identity = azure.caller("reader").mayOnly("Microsoft.Compute/*/read");
    assertThat(identity.may("microsoft.compute/disks/READ")).isTrue();
    assertThat(identity.may("Microsoft.Compute/disks/write")).isFalse();
  }

  private HttpResponse<String> with(String token) {
    return wire.send(
        Wire.request("https://management.azure.com" + GROUPS)
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private static String code(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    return Wire.json(answer).at("/error/code").asText();
  }

  private String header() {
    return azure.settings().get("IDENTITY_HEADER");
  }

  private HttpResponse<String> asked(String query, String header) throws Exception {
    var uri = URI.create(azure.settings().get("IDENTITY_ENDPOINT") + query);
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri).header("X-IDENTITY-HEADER", header).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static JsonNode claims(String token) {
    return Wire.json(
        new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
  }
}
