package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.RestoreFunctions;
import io.keyhold.json.Json;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.keyvault.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole machine is restored over HTTP, with the real adapters against the local Azure. */
class RestoreMachineTest {

  private static final String COPYING =
      TestStage.POLICIES.replace(
          "\"keep\":",
          "\"copy\": {\"region\": \"northeurope\", \"resourceGroup\": \"keyhold-copies\","
              + " \"allowPlatformKey\": true}, \"keep\":");

  private TestStage stage;

  private void start(boolean instant) {
    stage =
        new TestStage(
            options ->
                instant
                    ? options
                    : LocalAzure.Options.inMemory()
                        .arm(
                            arm ->
                                arm.withStrictGroups()
                                    .withOperations(Duration.ofSeconds(3), Duration.ofSeconds(3))));
    stage.azure.compute().group(TestStage.SUBSCRIPTION, "net", "westeurope");
  }

  @AfterEach
  void ruleOneHeld() {
    stage.close();
  }

  @Test
  void aTwinOfAZonalTrustedLaunchMachineUnderAdeStandsBesideItStoppedAndWithoutAPublicAddress() {
    start(true);
    RecoveryPoint point = backUp(true);
    String body = body(point, "");

    assertThat(put("r1", body, true).path("allowed").asBoolean()).isTrue();
    JsonNode accepted = put("r1", body, false);
    assertThat(accepted.path("state").asText()).isEqualTo("NotStarted");
    run("r1");

    JsonNode done = get("r1");
    assertThat(done.path("state").asText()).as(done.toPrettyString()).isEqualTo("Succeeded");
    assertThat(done.path("resources").findValuesAsText("type"))
        .containsExactly("disk", "disk", "networkInterface", "virtualMachine");
    ObjectNode machine = stored("virtualMachines/twin");
    assertThat(machine.at("/zones/0").asText()).isEqualTo("2");
    assertThat(machine.at("/tags/team").asText()).isEqualTo("web");
    assertThat(machine.at("/tags/keyhold-policy").isMissingNode()).isTrue();
    assertThat(machine.at("/properties/securityProfile/securityType").asText())
        .isEqualTo("TrustedLaunch");
    assertThat(machine.at("/properties/storageProfile/dataDisks/0/lun").asInt()).isEqualTo(5);
    assertThat(stored("disks/twin-os").at("/properties/diskState").asText())
        .isEqualTo("Reserved"); // of a machine that is stopped
    assertThat(
            stored("disks/twin-lun5")
                .at(
                    "/properties/encryptionSettingsCollection/encryptionSettings/0"
                        + "/diskEncryptionKey/secretUrl")
                .asText())
        .contains("/secrets/bek-1/");
    ObjectNode nic = stage.azure.network().find(nic()).orElseThrow();
    assertThat(nic.at("/properties/ipConfigurations/0/properties/publicIPAddress").isMissingNode())
        .isTrue();
    assertSameBytes(point);
  }

  private void assertSameBytes(RecoveryPoint point) {
    assertThat(point.disks())
        .hasSize(2)
        .allSatisfy(
            disk ->
                assertThat(
                        stage
                            .azure
                            .compute()
                            .sameBytes(disk.disk().value(), restored(disk.lun().suffix())))
                    .isTrue());
  }

  @Test
  void aMachineWithoutAzureDiskEncryptionIsMadeOfTheCopiesInTheSecondRegion() {
    start(true);
    stage.azure.policies(COPYING);
    RecoveryPoint point = copied(backUp(false));
    String subnet = subnet("northeurope");

    JsonNode accepted =
        put("r1", body(point, subnet, ", \"region\": \"northeurope\", \"zone\": \"1\""), false);
    assertThat(accepted.path("state").asText())
        .as(accepted.toPrettyString())
        .isEqualTo("NotStarted");
    run("r1");

    assertThat(get("r1").path("state").asText()).isEqualTo("Succeeded");
    ObjectNode machine = stored("virtualMachines/twin");
    assertThat(machine.path("location").asText()).isEqualTo("northeurope");
    assertThat(machine.at("/zones/0").asText()).isEqualTo("1");
    assertSameBytes(point);
  }

  @Test
  void ofAMachineUnderAdeOnlyTheDisksCanBeMadeInTheSecondRegion() {
    start(true);
    stage.azure.policies(COPYING);
    RecoveryPoint point = copied(backUp(true));
    String region = ", \"region\": \"northeurope\"";

    JsonNode refused = put("r1", body(point, subnet("northeurope"), region), false);
    assertThat(refused.path("code").asText()).isEqualTo("VaultElsewhere");
    assertThat(refused.path("remedy").asText()).contains("unlock plan");

    put(
        "r2",
        body(point, subnet("northeurope"), region).replace("\"machine\"", "\"disks\""),
        false);
    run("r2");
    assertThat(get("r2").path("state").asText()).isEqualTo("Succeeded");
    assertThat(stored("disks/twin-os").path("location").asText()).isEqualTo("northeurope");
  }

  @Test
  void aFullQuotaALockAndATakenNameForbidTogetherAndNothingIsMade() {
    start(true);
    RecoveryPoint point = backUp(true);
    stage.azure.capacity().quota(TestStage.SUBSCRIPTION, "westeurope", "standardDSv5Family", 2);
    stage
        .azure
        .locks()
        .canNotDelete(
            "/subscriptions/" + TestStage.SUBSCRIPTION + "/resourceGroups/restored", "keep");
    stage
        .azure
        .network()
        .card(TestStage.SUBSCRIPTION, "restored", "twin-nic", "westeurope", subnet("westeurope"));

    JsonNode refused = put("r1", body(point, ""), false);

    assertThat(refused.path("status").asInt()).isEqualTo(409);
    assertThat(refused.path("problems").findValuesAsText("code"))
        .containsExactlyInAnyOrder("NameTaken", "TargetDeleteLocked", "QuotaExceeded");
    assertThat(stage.azure.compute().ids("disks")).noneMatch(id -> id.contains("twin"));
  }

  @Test
  void aLockThatComesMeanwhileStopsTheCleanUpUntilItIsGone() {
    start(true);
    RecoveryPoint point = backUp(true);
    String group = "/subscriptions/" + TestStage.SUBSCRIPTION + "/resourceGroups/restored";
    put("r1", body(point, ""), false);
    stage.useCases.restoreRunner().advance("r1");
    stage.azure.locks().canNotDelete(group, "keep");
    stage.useCases.restores().cancel("r1", FakeWorld.SOMEBODY);
    try {
      run("r1");
    } catch (CloudFailure locked) {
      assertThat(locked).hasMessageContaining("ScopeLocked");
    }
    assertThat(get("r1").path("state").asText()).isEqualTo("Running");
    assertThat(get("r1").path("steps").findValuesAsText("what"))
        .anyMatch(what -> what.contains("ScopeLocked"));

    stage.azure.locks().remove(group, "keep");
    run("r1");

    assertThat(get("r1").path("state").asText()).isEqualTo("Canceled");
    assertThat(stage.azure.compute().ids("disks")).noneMatch(id -> id.contains("twin"));
  }

  /** Everything takes three looks here, so that between them they meet each step and its middle. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 5, 7, 8, 10, 11, 13, 14})
  void cancelledAfterSoManyLooksNothingIsLeft(int looks) {
    start(false);
    RecoveryPoint point = backUp(true);
    put("r1", body(point, ""), false);
    for (int look = 0; look < looks; look++) {
      stage.useCases.restoreRunner().advance("r1");
      stage.azure.clock().advance(Duration.ofSeconds(1));
    }
    boolean finished = get("r1").path("state").asText().equals("Succeeded");

    int status = finished ? 409 : 202;
    answer(restore("DELETE", "r1", null, false), status);
    run("r1");

    if (!finished) {
      assertThat(get("r1").path("state").asText()).isEqualTo("Canceled");
      assertThat(stage.azure.compute().ids("disks")).noneMatch(id -> id.contains("twin"));
      assertThat(stage.azure.compute().ids("virtualMachines")).noneMatch(id -> id.contains("twin"));
      assertThat(stage.azure.network().find(nic())).isEmpty();
    }
  }

  private RecoveryPoint backUp(boolean ade) {
    Stored bek = stage.bek("bek-1", TestStage.ascii("A".repeat(172)));
    DiskPlan data = DiskPlan.blank();
    stage.machine(
        "web",
        plan ->
            plan.tag("team", "web")
                .size("Standard_D2s_v5")
                .generation("V2")
                .securityType("TrustedLaunch")
                .zone("2")
                .os(
                    DiskPlan.blank()
                        .securityType("TrustedLaunch")
                        .property("hyperVGeneration", TextNode.valueOf("V2")))
                .data(5, ade ? stage.adeDisk(data, bek, Optional.empty()) : data));
    List<RecoveryPoint> points = stage.tick("t1");
    assertThat(points).hasSize(1);
    return points.get(0);
  }

  private RecoveryPoint copied(RecoveryPoint point) {
    for (int tick = 0; tick < 60; tick++) {
      stage.useCases.copyAdvance().advance("c" + tick);
      stage.azure.clock().advance(Duration.ofMinutes(1));
    }
    RecoveryPoint found = stage.useCases.points().find(point.id()).orElseThrow();
    assertThat(found.state()).isEqualTo(PointState.COMPLETE);
    return found;
  }

  private String subnet(String region) {
    String network =
        stage
            .azure
            .network()
            .network(TestStage.SUBSCRIPTION, "net", "net-" + region, region, "10.1.0.0/16");
    return stage.azure.network().subnet(network, "twins", "10.1.0.0/24");
  }

  private String body(RecoveryPoint point, String more) {
    return body(point, subnet("westeurope"), more);
  }

  private static String body(RecoveryPoint point, String subnet, String more) {
    return """
    {"recoveryPoint": "%s", "mode": "machine",
     "target": {"resourceGroup": "restored", "namePrefix": "twin", "subnetId": "%s"%s}}\
    """
        .formatted(point.id(), subnet, more);
  }

  private static String id(String group, String rest) {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Compute/%s"
        .formatted(TestStage.SUBSCRIPTION, group, rest);
  }

  private static String restored(String suffix) {
    return id("restored", "disks/twin-" + suffix);
  }

  private static String nic() {
    return id("restored", "networkInterfaces/twin-nic").replace("Compute", "Network");
  }

  private ObjectNode stored(String rest) {
    return stage.azure.compute().find(id("restored", rest)).orElseThrow();
  }

  private JsonNode put(String id, String body, boolean validateOnly) {
    return res(restore("PUT", id, body, validateOnly));
  }

  private JsonNode get(String id) {
    return answer(restore("GET", id, null, false), 200);
  }

  private void run(String id) {
    stage.useCases.restoreRunner().run(id);
  }

  private JsonNode restore(String method, String id, String body, boolean validateOnly) {
    return new RestoreFunctions(stage.door(), stage.useCases)
        .restore(envelope(method, id, body, validateOnly));
  }

  private static JsonNode answer(JsonNode outputs, int status) {
    assertThat(outputs.at("/Outputs/res/statusCode").asInt())
        .as(outputs.toPrettyString())
        .isEqualTo(status);
    return res(outputs);
  }

  private static JsonNode res(JsonNode outputs) {
    try {
      return new ObjectMapper().readTree(outputs.at("/Outputs/res/body").asText());
    } catch (JsonProcessingException broken) {
      throw new AssertionError(broken);
    }
  }

  private JsonNode envelope(String method, String id, String body, boolean validateOnly) {
    ObjectNode envelope = Json.object();
    ObjectNode request = envelope.putObject("Data").putObject("req");
    request.put("Url", "https://keyhold.example/api").put("Method", method);
    request
        .putObject("Headers")
        .putArray("Authorization")
        .add("Bearer " + stage.azure.callers().token());
    request.putObject("Params").put("id", id);
    ObjectNode query = request.putObject("Query");
    if (validateOnly) {
      query.put("validateOnly", "true");
    }
    if (body != null) {
      request.put("Body", body);
    }
    return envelope;
  }
}
