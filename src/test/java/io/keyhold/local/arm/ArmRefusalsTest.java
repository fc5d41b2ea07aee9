package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ARM and the compute provider refuse, and with which code. */
class ArmRefusalsTest {

  private static final String ROOT = "/subscriptions/" + LocalAzure.SUBSCRIPTION;
  private static final String COMPUTE = ROOT + "/resourceGroups/g/providers/Microsoft.Compute";
  private static final String VERSION = "?api-version=2025-01-02";

  private LocalAzure azure;
  private Wire wire;

  @BeforeEach
  void start() {
    azure = LocalAzure.start(LocalAzure.Options.instant());
    wire = new Wire(azure);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void aCallWithoutAnApiVersionIsRefused() {
    refused(wire.get(COMPUTE + "/disks/d"), 400, "MissingApiVersionParameter");
    refused(wire.get(COMPUTE + "/disks/d?api-version=yes"), 400, "InvalidApiVersionParameter");
  }

  @Test
  void unknownNamesAreRefused() {
    var unknown = ROOT + "/resourceGroups/g/providers/Microsoft.Nothing/things/t" + VERSION;
    refused(wire.get(unknown), 404, "InvalidResourceNamespace");
    refused(wire.get(COMPUTE + "/things/t" + VERSION), 404, "InvalidResourceType");
    refused(wire.get("/subscriptions/x/resourceGroups" + VERSION), 400, "InvalidSubscriptionId");
    refused(wire.get("/nothing" + VERSION), 404, "NotFound");
  }

  @Test
  void aMalformedBodyIsRefused() {
    refused(put("disks/d", "{\"location\": "), 400, "InvalidRequestContent");
    refused(put("disks/d", "[]"), 400, "InvalidRequestContent");
    refused(put("disks/d", "{}"), 400, "LocationRequired");
    refused(put("disks/d", "{\"location\": \"westeurope\"}"), 400, "InvalidParameter");
    refused(put("disks/d!", empty()), 400, "InvalidParameter");
  }

  @Test
  void anExistingSnapshotKeepsItsSource() {
    disk("one");
    disk("two");
    assertThat(put("snapshots/s", copyOf("one")).statusCode()).isEqualTo(202);
    assertThat(put("snapshots/s", copyOf("ONE")).statusCode()).isEqualTo(202);
    var answer = put("snapshots/s", copyOf("two"));
    refused(answer, 400, "BadRequest");
    assertThat(Wire.json(answer).at("/error/message").asText())
        .isEqualTo("Changing property 'sourceResourceId' is not allowed for existing disk 's'.");
  }

  @Test
  void aSetThatIsNotThereIsRefused() {
    var body =
        empty()
            .replace(
                "\"diskSizeGB\"",
                "\"encryption\": {\"diskEncryptionSetId\": \""
                    + COMPUTE
                    + "/diskEncryptionSets/none\"}, \"diskSizeGB\"");
    refused(put("disks/d", body), 400, "BadRequest");
  }

  @Test
  void whoMayNotReadASetMayNotUseIt() {
    azure
        .compute()
        .encryptionSet(
            LocalAzure.SUBSCRIPTION,
            "g",
            "set",
            "westeurope",
            new Ade.Reference("https://kv.vault.azure.net/keys/k/1", "/vaults/kv"));
    azure.caller("blind").deny("Microsoft.Compute/diskEncryptionSets/read");
    var body =
        empty()
            .replace(
                "\"diskSizeGB\"",
                "\"encryption\": {\"diskEncryptionSetId\": \""
                    + COMPUTE
                    + "/diskEncryptionSets/set\"}, \"diskSizeGB\"");
    refused(
        wire.armAs("blind", "PUT", COMPUTE + "/disks/d" + VERSION, body),
        403,
        "LinkedAuthorizationFailed");
  }

  @Test
  void aCopyStartOfADiskIsRefused() {
    disk("one");
    var body = copyOf("one").replace("\"Copy\"", "\"CopyStart\"");
    var answer = put("snapshots/s", body);
    refused(answer, 400, "InvalidParameter");
    assertThat(Wire.json(answer).at("/error/message").asText())
        .isEqualTo("Entity not of expected type");
  }

  @Test
  void aCopyWhoseSourceIsDeletedTellsSo() {
    disk("one");
    put("snapshots/s", copyOf("one"));
    var copy =
        "{\"location\": \"northeurope\", \"sku\": {\"name\": \"Standard_LRS\"}, \"properties\":"
            + " {\"incremental\": true, \"creationData\": {\"createOption\": \"CopyStart\","
            + " \"sourceResourceId\": \""
            + COMPUTE
            + "/snapshots/s\"}}}";
    assertThat(put("snapshots/copy", copy).statusCode()).isEqualTo(202);
    azure.compute().remove(COMPUTE + "/snapshots/s");
    assertThat(properties("snapshots/copy").at("/copyCompletionError/errorCode").asText())
        .isEqualTo("CopySourceNotFound");
  }

  @Test
  void copiesOfOneFamilyFormAFamilyOfTheirOwn() {
    disk("one");
    put("snapshots/s1", copyOf("one"));
    put("snapshots/s2", copyOf("one"));
    assertThat(family("s1")).isEqualTo(family("s2"));
    var copy =
        "{\"location\": \"northeurope\", \"properties\": {\"incremental\": true, \"creationData\":"
            + " {\"createOption\": \"CopyStart\", \"sourceResourceId\": \""
            + COMPUTE
            + "/snapshots/s1\"}}}";
    put("snapshots/c1", copy);
    put("snapshots/c2", copy.replace("/s1", "/s2"));
    assertThat(family("c1")).isEqualTo(family("c2")).isNotEqualTo(family("s1"));
  }

  @Test
  void anOperationCanBeMadeToFail() {
    azure.compute().failNext("PUT", "/disks/d", "AllocationFailed", "Allocation failed.");
    var accepted = put("disks/d", empty());
    var status =
        Wire.json(wire.get(accepted.headers().firstValue("azure-asyncoperation").orElseThrow()));
    assertThat(status.path("status").asText()).isEqualTo("Failed");
    assertThat(status.at("/error/code").asText()).isEqualTo("AllocationFailed");
    assertThat(properties("disks/d").path("provisioningState").asText()).isEqualTo("Failed");
  }

  @Test
  void deletingWhatIsNotThereIsNothing() {
    assertThat(wire.arm("DELETE", COMPUTE + "/disks/none" + VERSION, "").statusCode())
        .isEqualTo(204);
  }

  @Test
  void groupsHaveToExistOnlyWhereArmIsStrict() {
    try (var strict =
        LocalAzure.start(LocalAzure.Options.instant().arm(ArmOptions::withStrictGroups))) {
      var client = new Wire(strict);
      refused(
          client.arm("PUT", COMPUTE + "/disks/d" + VERSION, empty()), 404, "ResourceGroupNotFound");
      client.arm("PUT", ROOT + "/resourceGroups/g" + VERSION, "{\"location\": \"westeurope\"}");
      assertThat(client.arm("PUT", COMPUTE + "/disks/d" + VERSION, empty()).statusCode())
          .isEqualTo(202);
    }
    assertThat(put("disks/d", empty()).statusCode()).isEqualTo(202);
  }

  @Test
  void deletedVaultsAreListedAndFoundAtTheSubscription() {
    azure.vaults().create("kv-gone");
    azure.vaults().delete("kv-gone");
    var list =
        Wire.json(
            wire.get(ROOT + "/providers/Microsoft.KeyVault/deletedVaults?api-version=2023-07-01"));
    var found = list.path("value");
    assertThat(list.toString()).contains("kv-gone");
    var id = found.at("/0/id").asText();
    assertThat(wire.get(id + "?api-version=2023-07-01").statusCode()).isEqualTo(200);
    refused(
        wire.get(id.replace("kv-gone", "kv-none") + "?api-version=2023-07-01"),
        404,
        "DeletedVaultNotFound");
  }

  @Test
  void retryAfterIsScaledInWholeSeconds() {
    try (var scaled = LocalAzure.start(LocalAzure.Options.inMemory().retryAfterScale(0.1))) {
      var accepted = new Wire(scaled).arm("PUT", COMPUTE + "/disks/d" + VERSION, empty());
      assertThat(accepted.headers().firstValue("retry-after")).contains("1");
    }
    assertThat(put("disks/d", empty()).headers().firstValue("retry-after")).contains("0");
  }

  @Test
  void aChangeOfTheStageIsSeenAtOnce() {
    disk("one");
    azure
        .compute()
        .change(COMPUTE + "/disks/one", body -> body.putObject("tags").put("keyhold-exclude", "x"));
    assertThat(
            Wire.json(wire.get(COMPUTE + "/disks/one" + VERSION))
                .at("/tags/keyhold-exclude")
                .asText())
        .isEqualTo("x");
    azure.clock().advance(Duration.ofDays(1));
    assertThat(azure.compute().ids("disks")).hasSize(1);
  }

  private String family(String snapshot) {
    return properties("snapshots/" + snapshot).path("incrementalSnapshotFamilyId").asText();
  }

  private JsonNode properties(String name) {
    return Wire.json(wire.get(COMPUTE + "/" + name + VERSION)).path("properties");
  }

  private void disk(String name) {
    azure.compute().disk(LocalAzure.SUBSCRIPTION, "g", "westeurope", DiskPlan.blank().named(name));
  }

  private HttpResponse<String> put(String name, String body) {
    return wire.arm("PUT", COMPUTE + "/" + name + VERSION, body);
  }

  private static String empty() {
    return "{\"location\": \"westeurope\", \"properties\": {\"creationData\": {\"createOption\":"
        + " \"Empty\"}, \"diskSizeGB\": 1}}";
  }

  private static String copyOf(String disk) {
    return "{\"location\": \"westeurope\", \"properties\": {\"incremental\": true,"
        + " \"creationData\": {\"createOption\": \"Copy\", \"sourceResourceId\": \""
        + COMPUTE
        + "/disks/"
        + disk
        + "\"}}}";
  }

  private static void refused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Wire.json(answer).at("/error").properties())
        .as(answer.body())
        .contains(Map.entry("code", Wire.json("\"" + code + "\"")));
  }
}
