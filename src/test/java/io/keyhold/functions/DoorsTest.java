package io.keyhold.functions;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Lun;
import io.keyhold.fake.FakeWorld;
import io.keyhold.local.identity.Callers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The doors, called as the Functions host calls them. */
@QuarkusTest
class DoorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TIMER =
      """
      {"Data": {"timer": {"IsPastDue": false}},
       "Metadata": {"sys": {"RandGuid": "0b9f0e0c-7f1d-4a7e-9c55-6a6c1d1f0001"}}}\
      """;

  @Inject FakeWorldBean bean;

  @BeforeEach
  void aMachineWithAKey() {
    FakeWorld world = bean.world();
    world.keys.available(FakeWorld.bek(1));
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
  }

  @Test
  void aTickAMessageAndARestoreGoFromDoorToDoor() throws Exception {
    bean.world().machine("d", FakeWorld.ade("d-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    JsonNode tick = JSON.readTree(post("/backup-tick", TIMER).statusCode(200).extract().asString());
    for (JsonNode message : tick.at("/Outputs/machines")) {
      post("/backup-machine", queue(message.asText()))
          .statusCode(200)
          .body("Outputs.size()", equalTo(0));
    }

    JsonNode listed =
        http(
            "/recovery-points",
            "GET",
            Map.of(),
            Map.of("state", "complete", "machine", "vm-d"),
            null);
    assertThat(listed.at("/value/0/disks/0/lun").asText()).isEqualTo("os");
    assertThat(listed.at("/value/0/keys/0/result").asText()).isEqualTo("available");
    String point = listed.at("/value/0/id").asText();

    JsonNode shown = http("/recovery-point", "GET", Map.of("id", point), Map.of(), null);
    assertThat(shown.at("/state")).hasToString("\"complete\"");
    assertThat(shown.at("/remarks").isArray()).isTrue();
    String body =
        """
        {"recoveryPoint": "%s", "mode": "disks",
         "target": {"resourceGroup": "restored", "namePrefix": "doors"}}\
        """
            .formatted(point);
    JsonNode answer = JSON.readTree(restore("PUT", "doors-1", body).extract().asString());
    assertThat(answer.at("/Outputs/res/statusCode").asInt()).isEqualTo(202);
    assertThat(answer.at("/Outputs/res/headers/Operation-Location").asText())
        .isEqualTo("/api/restores/doors-1");
    post("/restore-run", queue(answer.at("/Outputs/restores/0").asText())).statusCode(200);
    JsonNode done = http("/restore", "GET", Map.of("id", "doors-1"), Map.of(), null);
    assertThat(done.path("state").asText()).isEqualTo("Succeeded");
    assertThat(done.at("/requestedBy/appId").asText()).isEqualTo(Callers.CLIENT);
    assertThat(done.at("/unlockPlan/0/steps")).isNotEmpty();
    restore("DELETE", "doors-1", null)
        .body("Outputs.res.statusCode", equalTo(409))
        .body("Outputs.res.headers.'x-ms-error-code'", equalTo("RestoreFinished"));
  }

  @Test
  void theIndexIsRebuiltOverHttp() throws Exception {
    bean.world().machine("idx", FakeWorld.ade("i-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    post("/backup-tick", TIMER).statusCode(200);
    JsonNode done = http("/rebuild-index", "POST", Map.of(), Map.of(), null);
    assertThat(done.path("points").isInt()).isTrue();
    assertThat(done.path("written").asInt()).isZero();
    assertThat(done.has("nextLink")).isFalse();
  }

  @Test
  void theHostIsNeverAnsweredWithNothing() {
    post("/restore-advance", TIMER).statusCode(200).body("Outputs", notNullValue());
    post("/backup-tick", TIMER).statusCode(200).body("ReturnValue", nullValue());
    post("/copy-advance", TIMER).statusCode(200).body("Logs[0]", containsString("points running"));
    post("/sweep", TIMER).statusCode(200).body("Outputs", notNullValue());
    post("/expire", TIMER).statusCode(200).body("Outputs", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "\"text\"", "7", "{}", "{\"Data\": 7}", "{\"Data\": {}}", "", "{", "null"})
  void whatIsNoEnvelopeIsAnsweredWithAClientError(String body) {
    for (String path : new String[] {"/backup-machine", "/restore-run", "/machines", "/restore"}) {
      int status = post(path, body).extract().statusCode();
      assertThat(status).as(path + " with " + body).isBetween(400, 499);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recovery-point | GET | id=not-an-id              | 400 | MalformedId",
        "recovery-point | GET | id=20260101T000000Z-0123456789ab | 404 | NotFound",
        "restore        | GET | id=unknown                | 404 | NotFound",
        "restore        | GET | id=a/b                    | 400 | MalformedId",
        "restore        | DELETE | id=unknown             | 404 | NotFound",
        "restore        | PATCH | id=x                    | 405 | MethodNotAllowed",
        "restore        | PUT | id=x                      | 400 | BodyRequired",
        "backup-now     | PUT | id=x                      | 400 | BodyRequired",
        "expire-release | PUT | run=unknown               | 404 | NotFound",
        "expire-release | PUT | run=a/b                   | 400 | MalformedId"
      })
  void badRequestsWithoutABodyAreProblems(
      String function, String method, String param, int status, String code) {
    String[] pair = param.strip().split("=", 2);
    post("/" + function.strip(), envelope(method, Map.of(pair[0], pair[1]), Map.of(), null))
        .statusCode(200)
        .body("Outputs.res.statusCode", equalTo(status))
        .body("Outputs.res.headers.'x-ms-error-code'", equalTo(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                            | MalformedRequest",
        "[]                                           | MalformedRequest",
        "{\"recoveryPoint\": 7}                       | InvalidMember",
        "{\"surprise\": true}                         | InvalidMember",
        "{\"a\": 1, \"a\": 2}                         | MalformedRequest"
      })
  void badBodiesAreProblems(String body, String code) {
    restore("PUT", "bad-1", body)
        .statusCode(200)
        .body("Outputs.res.statusCode", equalTo(400))
        .body("Outputs.res.headers.'x-ms-error-code'", equalTo(code));
  }

  @Test
  void everyMistakeOfABodyIsNamedAtOnce() throws Exception {
    String body =
        "{\"recoveryPoint\": \"x\", \"mode\": \"tape\", \"disks\": [99], \"target\": {\"zone\":"
            + " 1}}";

    JsonNode answer = JSON.readTree(restore("PUT", "bad-2", body).extract().asString());
    JsonNode problem = JSON.readTree(answer.at("/Outputs/res/body").asText());

    assertThat(problem.path("problems")).hasSize(6);
    assertThat(problem.path("remedy").asText()).isNotEmpty();
  }

  @Test
  void aBodyOfMegabytesIsTooLargeAndTheHostIsStillAnsweredWith200() {
    restore("PUT", "large", "\"\\".repeat(8 << 20))
        .statusCode(200)
        .body("Outputs.res.statusCode", equalTo(413))
        .body("Outputs.res.headers.'x-ms-error-code'", equalTo("BodyTooLarge"));
  }

  @Test
  void aBackupCanBeAskedFor() throws Exception {
    String machine = FakeWorld.machineId("a").value();
    String body = "{\"machine\": \"" + machine + "\"}";

    String first = backupNow("mine", body, 202);
    String again = backupNow("mine", body, 202);
    assertThat(JSON.readTree(again).path("recoveryPoint"))
        .isEqualTo(JSON.readTree(first).path("recoveryPoint"));
    backupNow("mine", body.replace("virtualMachines/a", "virtualMachines/b"), 409);
    String point = JSON.readTree(first).path("recoveryPoint").asText();
    JsonNode tick = JSON.readTree(post("/backup-tick", TIMER).statusCode(200).extract().asString());
    for (JsonNode message : tick.at("/Outputs/machines")) {
      post("/backup-machine", queue(message.asText())).statusCode(200);
    }
    JsonNode shown = http("/recovery-point", "GET", Map.of("id", point), Map.of(), null);
    assertThat(shown.at("/requestedBy/objectId").asText()).isNotEmpty();
    backupNow("other", body.replace("virtualMachines/a", "virtualMachines/none"), 404);
    backupNow("other", "{\"machine\": \"/not/an/id\"}", 400);
  }

  @Test
  void expiryShowsItsLastRun() throws Exception {
    post("/expire", TIMER).statusCode(200);

    JsonNode shown = http("/expiry", "GET", Map.of(), Map.of(), null);

    assertThat(shown.at("/lastRun/whole").asBoolean()).isTrue();
    assertThat(shown.at("/lastRun/run").asText()).startsWith("0b9f0e0c");
    assertThat(shown.path("stopped")).isEmpty();
    post("/expire-release", envelope("PUT", Map.of("run", "r"), Map.of(), "{\"all\": true}"))
        .body("Outputs.res.statusCode", equalTo(400));
  }

  @Test
  void machinesThatNoPolicySelectsAreListedToo() throws Exception {
    bean.world().machine("free", Map.of(), FakeWorld.plain("free-os"));

    JsonNode machines = http("/machines", "GET", Map.of(), Map.of(), null);

    assertThat(machines.path("value").findValuesAsText("vmId")).contains("vm-a", "vm-free");
  }

  private String backupNow(String id, String body, int status) throws JsonProcessingException {
    String answer =
        post("/backup-now", envelope("PUT", Map.of("id", id), Map.of(), body))
            .statusCode(200)
            .body("Outputs.res.statusCode", equalTo(status))
            .extract()
            .asString();
    return JSON.readTree(answer).at("/Outputs/res/body").asText();
  }

  private static ValidatableResponse restore(String method, String id, String body) {
    return post("/restore", envelope(method, Map.of("id", id), Map.of(), body));
  }

  private static JsonNode http(
      String path,
      String method,
      Map<String, String> params,
      Map<String, String> query,
      String body)
      throws JsonProcessingException {
    String answer =
        post(path, envelope(method, params, query, body)).statusCode(200).extract().asString();
    return JSON.readTree(JSON.readTree(answer).at("/Outputs/res/body").asText());
  }

  private static ValidatableResponse post(String path, String body) {
    return given().contentType("application/json").body(body).post(path).then();
  }

  private static String envelope(
      String method, Map<String, String> params, Map<String, String> query, String body) {
    ObjectNode envelope = JSON.createObjectNode();
    ObjectNode request = envelope.putObject("Data").putObject("req");
    request.put("Url", "https://keyhold.example/api").put("Method", method);
    request
        .putObject("Headers")
        .putArray("Authorization")
        .add("Bearer " + FakeWorldBean.TENANT.token());
    request.set("Params", JSON.valueToTree(params));
    request.set("Query", JSON.valueToTree(query));
    if (body != null) {
      request.put("Body", body);
    }
    return envelope.toString();
  }

  /** A queue message arrives as a text that holds a JSON text that holds the message. */
  private static String queue(String message) throws JsonProcessingException {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.putObject("Data").put("message", JSON.writeValueAsString(message));
    envelope.putObject("Metadata").put("DequeueCount", "1");
    return envelope.toString();
  }
}
