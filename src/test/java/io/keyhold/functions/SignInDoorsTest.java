package io.keyhold.functions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.azure.signin.Forged;
import io.keyhold.azure.signin.TestTenant;
import io.keyhold.local.identity.SigningKey;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody comes through a door whom the tenant has not signed for, and nobody without the role. */
@QuarkusTest
class SignInDoorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TestTenant TENANT = FakeWorldBean.TENANT;
  private static final String READER = "Keyhold.Reader";
  private static final String BACKUP = "Keyhold.BackupOperator";
  private static final String RESTORE = "Keyhold.RestoreOperator";
  private static final String OTHER = "99999999-9999-4999-8999-999999999999";

  /** Function, method, and the roles with which the call is made. */
  private static final List<String> ROLES =
      List.of(
          "machines GET " + READER + " " + BACKUP + " " + RESTORE,
          "recovery-points GET " + READER + " " + BACKUP + " " + RESTORE,
          "recovery-point GET " + READER + " " + BACKUP + " " + RESTORE,
          "restore GET " + READER + " " + BACKUP + " " + RESTORE,
          "restore PUT " + RESTORE,
          "restore DELETE " + RESTORE,
          "backup-now PUT " + BACKUP,
          "check-access GET " + READER + " " + BACKUP + " " + RESTORE,
          "expiry GET " + READER + " " + BACKUP + " " + RESTORE,
          "expire-release PUT " + BACKUP,
          "rebuild-index POST " + BACKUP);

  static Stream<Arguments> badTokens() {
    String good = TENANT.token();
    SigningKey key = TENANT.keys.current();
    Instant now = Instant.now();
    return Stream.of(
        Arguments.of("", 401, "TokenMissing"),
        Arguments.of("Bearer nonsense", 401, "TokenMalformed"),
        Arguments.of("Basic a2V5OmhvbGQ=", 401, "TokenMalformed"),
        Arguments.of("Bearer " + Forged.unsigned(good, "none"), 401, "TokenUnsigned"),
        Arguments.of("Bearer " + Forged.withThePublicKeyAsSecret(good, key), 401, "TokenUnsigned"),
        Arguments.of(
            "Bearer " + Forged.by(SigningKey.make(), good, key), 401, "TokenSignatureInvalid"),
        Arguments.of(
            "Bearer " + TENANT.token(plan -> plan.tenant(OTHER)), 401, "TokenForeignTenant"),
        Arguments.of(
            "Bearer " + TENANT.token(plan -> plan.audience(OTHER)), 401, "TokenWrongAudience"),
        Arguments.of(
            "Bearer " + TENANT.token(plan -> plan.issued(now.minus(Duration.ofDays(2)))),
            401,
            "TokenExpired"),
        Arguments.of(
            "Bearer " + TENANT.token(plan -> plan.issued(now.plus(Duration.ofHours(1)))),
            401,
            "TokenNotYetValid"),
        Arguments.of("Bearer " + TENANT.token(plan -> plan.withoutRoles()), 403, "RoleMissing"));
  }

  @ParameterizedTest
  @MethodSource("badTokens")
  void eachBadTokenHasItsOwnCode(String authorization, int status, String code) throws Exception {
    for (String function : ROLES) {
      String[] parts = function.split(" ");
      JsonNode res = res(parts[0], envelope(parts[1], authorization));
      assertThat(res.path("statusCode").asInt()).as(function).isEqualTo(status);
      assertThat(res.at("/headers/x-ms-error-code").asText()).isEqualTo(code);
      assertThat(res.at("/headers/WWW-Authenticate").asText())
          .startsWith("Bearer realm=\"keyhold\"")
          .doesNotContain(authorization.isEmpty() ? "error" : authorization);
      JsonNode problem = JSON.readTree(res.path("body").asText());
      assertThat(problem.path("code").asText()).isEqualTo(code);
      assertThat(problem.path("remedy").asText()).isNotEmpty();
      assertThat(problem.path("status").asInt()).isEqualTo(status);
    }
  }

  @Test
  void everyHttpFunctionAsksForATokenAndEveryMethodForItsRole() throws Exception {
    List<String> declared = new ArrayList<>();
    for (String function : httpFunctions()) {
      String name = function.split(" ")[0];
      String method = function.split(" ")[1];
      List<String> enough = new ArrayList<>();
      for (String role : List.of(READER, BACKUP, RESTORE)) {
        String token = "Bearer " + TENANT.token(plan -> plan.roles(role));
        int status = res(name, envelope(method, token)).path("statusCode").asInt();
        assertThat(status).isNotEqualTo(401);
        if (status != 403) {
          enough.add(role);
        }
      }
      declared.add(function + " " + String.join(" ", enough));
    }
    assertThat(declared).containsExactlyInAnyOrderElementsOf(ROLES);
  }

  @Test
  void whatThePlatformsFrontSaysOfTheCallerDoesNothing() {
    String principal =
        """
        {"auth_typ": "aad", "claims": [{"typ": "roles", "val": "Keyhold.RestoreOperator"}]}\
        """;
    String encoded = Base64.getEncoder().encodeToString(principal.getBytes(StandardCharsets.UTF_8));
    ObjectNode envelope = envelope("PUT", "");
    ObjectNode request = (ObjectNode) envelope.at("/Data/req");
    request.putObject("Headers").putArray("X-MS-CLIENT-PRINCIPAL").add(encoded);
    request
        .putArray("Identities")
        .addObject()
        .put("AuthenticationType", "aad")
        .put("IsAuthenticated", true)
        .putArray("Claims")
        .addObject()
        .put("Type", "roles")
        .put("Value", RESTORE);
    post("restore", envelope)
        .body("Outputs.res.statusCode", equalTo(401))
        .body("Outputs.res.headers.'x-ms-error-code'", equalTo("TokenMissing"))
        .body("Outputs.restores", nullValue());

    request.withObject("/Headers").putArray("Authorization").add("Bearer " + reader());
    post("restore", envelope)
        .body("Outputs.res.statusCode", equalTo(403))
        .body("Outputs.res.headers.'x-ms-error-code'", equalTo("RoleMissing"));
  }

  @Test
  void aMethodThatThereIsNotIsAnsweredToThoseWhoAreKnownOnly() {
    post("restore", envelope("PATCH", "")).body("Outputs.res.statusCode", equalTo(401));
    post("restore", envelope("PATCH", "Bearer " + reader()))
        .body("Outputs.res.statusCode", equalTo(405))
        .body("Outputs.res.headers.Allow", equalTo("PUT, GET, DELETE"));
  }

  @Test
  void theHeadersNameHasNoCaseAndTwoOfThemAreNone() {
    ObjectNode envelope = envelope("GET", "");
    ObjectNode headers = ((ObjectNode) envelope.at("/Data/req")).putObject("Headers");
    headers.put("AUTHORIZATION", "bearer " + reader());
    post("machines", envelope).body("Outputs.res.statusCode", equalTo(200));
    headers.put("authorization", "bearer " + reader());
    post("machines", envelope).body("Outputs.res.statusCode", equalTo(401));
  }

  private static String reader() {
    return TENANT.token(plan -> plan.roles(READER));
  }

  /** Of all apps, with each of their methods: "restore PUT". */
  private static List<String> httpFunctions() throws IOException {
    List<String> functions = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("function-config"))) {
      for (Path file : files.filter(path -> path.endsWith("function.json")).toList()) {
        for (JsonNode binding : JSON.readTree(file.toFile()).path("bindings")) {
          binding
              .path("methods")
              .forEach(
                  method ->
                      functions.add(
                          file.getParent().getFileName()
                              + " "
                              + method.asText().toUpperCase(Locale.ROOT)));
        }
      }
    }
    return functions.stream().distinct().toList();
  }

  private static JsonNode res(String function, ObjectNode envelope) throws IOException {
    return JSON.readTree(post(function, envelope).extract().asString()).at("/Outputs/res");
  }

  private static ValidatableResponse post(String function, ObjectNode envelope) {
    return given()
        .contentType("application/json")
        .body(envelope.toString())
        .post("/" + function)
        .then()
        .statusCode(200);
  }

  private static ObjectNode envelope(String method, String authorization) {
    ObjectNode envelope = JSON.createObjectNode();
    ObjectNode request = envelope.putObject("Data").putObject("req");
    request.put("Method", method).putObject("Params");
    ObjectNode headers = request.putObject("Headers");
    if (!authorization.isEmpty()) {
      headers.putArray("Authorization").add(authorization);
    }
    return envelope;
  }
}
