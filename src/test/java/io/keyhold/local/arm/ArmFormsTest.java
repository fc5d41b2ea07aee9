package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds from one call to the next, and so is not seen by comparing single answers. */
class ArmFormsTest {

  private static final Duration TAKES = Duration.ofSeconds(20);
  private static final String VERSION = "?api-version=2024-03-02";
  private static final String GROUP =
      "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.Compute/"
          .formatted(LocalAzure.SUBSCRIPTION);
  private static final String DISK = GROUP + "disks/disk";
  private static final String SNAPSHOT = GROUP + "snapshots/snap";
  private static final String SET = GROUP + "diskEncryptionSets/set";

  private LocalAzure azure;
  private Wire wire;

  @BeforeEach
  void start() {
    azure =
        LocalAzure.start(
            LocalAzure.Options.inMemory().arm(arm -> arm.withOperations(TAKES, TAKES)));
    azure.clock().stop();
    wire = new Wire(azure);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void aPollWithAnotherSignatureIsRefused() {
    var url = asyncOperation(put(DISK, empty(4)));
    assertThat(url.length()).isBetween(3000, 4096);
    for (var part : new String[] {"t", "c", "s", "h"}) {
      var changed = url.replaceFirst("&" + part + "=[^&]{3}", "&" + part + "=123");
      assertThat(wire.get(changed).statusCode()).as(part).isEqualTo(403);
      var missing = url.replaceFirst("&" + part + "=[^&]*", "");
      assertThat(wire.get(missing).statusCode()).as(part).isEqualTo(403);
    }
    assertThat(wire.get(url).statusCode()).isEqualTo(200);
  }

  @Test
  void aSnapshotThatIsMadeLargerStaysTheSame() {
    finished(put(SNAPSHOT, empty(4)));
    var before = get(SNAPSHOT);
    finished(put(SNAPSHOT, empty(8)));
    assertThat(get(SNAPSHOT).path("diskSizeGB").asInt()).isEqualTo(8);
    assertSame(before, get(SNAPSHOT));
  }

  @Test
  void aDiskThatMovesToASetStaysTheSame() {
    finished(put(DISK, empty(4)));
    finished(
        put(
            SET,
            """
            {"location": "westus", "identity": {"type": "SystemAssigned"},
             "properties": {"activeKey": {"keyUrl": "https://v.vault.azure.net/keys/k/c46f2da7"}}}
            """));
    var before = get(DISK);
    var moved = empty(4).replace("\"diskSizeGB\"", encrypted() + ", \"diskSizeGB\"");
    finished(put(DISK, moved));
    assertThat(get(DISK).at("/encryption/type").asText())
        .isEqualTo("EncryptionAtRestWithCustomerKey");
    assertSame(before, get(DISK));
  }

  @Test
  void aCopyIntoAnotherRegionGoesOnAfterItsOperationHasEnded() {
    var source = empty(4).replace("\"diskSizeGB\"", "\"incremental\": true, \"diskSizeGB\"");
    finished(put(SNAPSHOT, source));
    var copy = GROUP + "snapshots/copy";
    finished(
        put(
            copy,
            """
            {"location": "eastus", "properties": {"incremental": true,
             "creationData": {"createOption": "CopyStart", "sourceResourceId": "%s"}}}
            """
                .formatted(SNAPSHOT)));
    assertThat(get(copy).path("completionPercent").asDouble()).isEqualTo(0.0);
    azure.clock().advance(Duration.ofMinutes(5));
    assertThat(get(copy).path("completionPercent").asDouble()).isEqualTo(100.0);
  }

  @Test
  void accessThatHasEndedLeavesNoTrace() {
    finished(put(SNAPSHOT, empty(4)));
    var body = "{\"access\": \"Read\", \"durationInSeconds\": 600}";
    finished(wire.arm("POST", SNAPSHOT + "/beginGetAccess" + VERSION, body));
    assertThat(get(SNAPSHOT).path("diskState").asText()).isEqualTo("ActiveSAS");
    finished(wire.arm("POST", SNAPSHOT + "/endGetAccess" + VERSION, ""));
    assertThat(get(SNAPSHOT).path("diskState").asText()).isEqualTo("Unattached");
  }

  private static String empty(int sizeGb) {
    return """
    {"location": "westus",
     "properties": {"creationData": {"createOption": "Empty"}, "diskSizeGB": %d}}
    """
        .formatted(sizeGb);
  }

  private static String encrypted() {
    return "\"encryption\": {\"diskEncryptionSetId\": \"" + SET + "\"}";
  }

  private HttpResponse<String> put(String id, String body) {
    return wire.arm("PUT", id + VERSION, body);
  }

  private JsonNode get(String id) {
    return Wire.json(wire.get(id + VERSION)).path("properties");
  }

  private void finished(HttpResponse<String> accepted) {
    azure.clock().advance(TAKES);
    var status = Wire.json(wire.get(asyncOperation(accepted)));
    assertThat(status.path("status").asText()).as(status.toString()).isEqualTo("Succeeded");
  }

  private static String asyncOperation(HttpResponse<String> accepted) {
    return accepted.headers().firstValue("azure-asyncoperation").orElseThrow();
  }

  private static void assertSame(JsonNode before, JsonNode after) {
    for (var name : new String[] {"uniqueId", "timeCreated"}) {
      assertThat(after.path(name)).as(name).isEqualTo(before.path(name));
    }
  }
}
