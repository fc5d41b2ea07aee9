package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disks and snapshots answer as Azure's recorded exchanges do. */
class DiskExchangesTest {

  /** So long that no poll of a test comes too late to see an operation in progress. */
  private static final Duration TAKES = Duration.ofSeconds(30);

  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  private LocalAzure azure;
  private Wire wire;

  @BeforeEach
  void start() {
    azure =
        LocalAzure.start(
            LocalAzure.Options.inMemory().arm(arm -> arm.withOperations(TAKES, TAKES)));
    wire = new Wire(azure);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void anEmptyDiskIsMade() {
    var put = Exchange.of("disk-create", "put-disk-empty");
    var accepted = put.replay(wire);
    put.check(accepted);
    var poll = Exchange.of("disk-create", "poll-disk-operation-succeeded");
    poll.check(finished(accepted));
    Exchange.of("snapshot-incremental", "get-source-disk").check(get(put));
  }

  @Test
  void aZoneRedundantDiskIsMadeInTheNewestForm() {
    var put = Exchange.of("disk-create", "put-disk-zrs-2025");
    put.check(put.replay(wire));
  }

  @Test
  void anIncrementalSnapshotIsMade() {
    done(Exchange.of("disk-create", "put-disk-empty").replay(wire));
    var put = Exchange.of("snapshot-incremental", "put-incremental-snapshot");
    var accepted = put.replay(wire);
    put.check(accepted);
    Exchange.of("snapshot-incremental", "poll-in-progress").check(poll(accepted));
    Exchange.of("snapshot-incremental", "poll-succeeded").check(finished(accepted));
    Exchange.of("snapshot-incremental", "get-incremental-snapshot").check(get(put));
  }

  @Test
  void anEmptySnapshotIsMadeAndMadeLarger() {
    var get = Exchange.of("snapshot-incremental", "get-empty-snapshot-2024");
    var body = (ObjectNode) get.body().deepCopy();
    body.remove("id");
    done(
        wire.arm(
            "PUT",
            get.path() + "?api-version=2024-03-02",
            "{\"location\": \"westus2\", \"properties\": {\"creationData\": {\"createOption\":"
                + " \"Empty\"}, \"diskSizeGB\": 32}}"));
    get.check(get.replay(wire));
    var put = Exchange.of("snapshot-incremental", "put-existing-snapshot-resize-2024");
    var before = Wire.json(get(put)).at("/properties/uniqueId").asText();
    var accepted = put.replay(wire);
    put.check(accepted);
    var output = Wire.json(finished(accepted)).at("/properties/output/properties");
    assertThat(output.path("diskSizeGB").asInt()).isEqualTo(64);
    assertThat(output.path("uniqueId").asText()).isEqualTo(before);
  }

  @Test
  void aSnapshotOfATrustedLaunchDiskTakesItsSecurityUnasked() {
    var put = Exchange.of("snapshot-trusted-launch", "put-snapshot-of-trusted-launch-os-disk");
    var source =
        ResourceId.parse(
                ArmJson.text(put.request(), "body.properties.creationData.sourceUri").orElseThrow())
            .orElseThrow();
    azure
        .compute()
        .disk(
            NOBODY,
            source.group(),
            "northeurope",
            DiskPlan.blank()
                .named(source.name())
                .sizeGb(30)
                .securityType("TrustedLaunch")
                .property("osType", ArmJson.object().textNode("Windows"))
                .property("hyperVGeneration", ArmJson.object().textNode("V2"))
                .property("supportsHibernation", ArmJson.object().booleanNode(true))
                .property(
                    "supportedCapabilities",
                    ArmJson.object()
                        .put("diskControllerTypes", "SCSI, NVMe")
                        .put("acceleratedNetwork", true)
                        .put("architecture", "x64")));
    var accepted = put.replay(wire);
    // Since March 2023 the name is there as well.
    put.check(accepted, "name");
    done(accepted);
    Exchange.of("snapshot-trusted-launch", "get-snapshot-of-trusted-launch-os-disk")
        .check(get(put), "properties.diskSizeBytes");
  }

  @Test
  void aCopyIntoAnotherRegionGoesOnAfterItsOperationHasEnded() {
    done(Exchange.of("disk-create", "put-disk-empty").replay(wire));
    done(Exchange.of("snapshot-incremental", "put-incremental-snapshot").replay(wire));
    var put = Exchange.of("snapshot-copystart", "put-copystart-other-region");
    var accepted = put.replay(wire);
    put.check(accepted);
    Exchange.of("snapshot-copystart", "poll-copystart-operation-succeeded")
        .check(finished(accepted));
    Exchange.of("snapshot-copystart", "get-copy-right-after-start").check(get(put));
    azure.clock().advance(Duration.ofMinutes(5));
    assertThat(Wire.json(get(put)).at("/properties/completionPercent").asDouble()).isEqualTo(100.0);
  }

  @Test
  void aCopyFromAnotherRegionWithoutCopyStartFindsNoSource() {
    var put = Exchange.of("errors", "copy-from-other-region-without-copystart");
    var source =
        ResourceId.parse(
                ArmJson.text(put.request(), "body.properties.creationData.sourceResourceId")
                    .orElseThrow())
            .orElseThrow();
    azure.compute().disk(NOBODY, source.group(), "westus", DiskPlan.blank().named(source.name()));
    put.check(put.replay(wire));
  }

  @Test
  void whatIsNotThereIsNotFoundByTheGatewayAndAfterADeleteByTheProvider() {
    var missing = Exchange.of("errors", "snapshot-not-found-gateway");
    var answer = missing.replay(wire);
    missing.check(answer);
    assertThat(answer.headers().firstValue("x-ms-request-id"))
        .isEqualTo(answer.headers().firstValue("x-ms-correlation-request-id"));
    done(Exchange.of("disk-create", "put-disk-zrs-2025").replay(wire));
    var delete = Exchange.of("deletes", "delete-disk");
    var accepted = delete.replay(wire);
    delete.check(accepted);
    Exchange.of("deletes", "poll-delete-succeeded").check(finished(accepted));
    var gone = Exchange.of("errors", "disk-not-found-provider");
    gone.check(gone.replay(wire));
  }

  @Test
  void aWrongSkuAndAWrongSecretUrlAreInvalidParameters() {
    var sku = Exchange.of("errors", "incremental-snapshot-wrong-sku");
    sku.check(sku.replay(wire));
    var url = Exchange.of("errors", "ade-secret-url-without-proper-version");
    url.check(url.replay(wire));
  }

  @Test
  void aDiskIsMadeOfASnapshot() {
    var put = Exchange.of("disk-from-snapshot", "put-disk-from-snapshot");
    var id = put.id();
    var os =
        DiskPlan.blank()
            .named("os")
            .sizeGb(30)
            .property("osType", ArmJson.object().textNode("Linux"))
            .property("supportedCapabilities", ArmJson.object().put("architecture", "x64"));
    var disk = azure.compute().disk(id.subscription(), id.group(), "westus", os);
    done(
        wire.arm(
            "PUT",
            id.toString().replace("disks/sDisk", "snapshots/oSnapshot?api-version=2022-07-02"),
            "{\"location\": \"westus\", \"properties\": {\"creationData\": {\"createOption\":"
                + " \"Copy\", \"sourceResourceId\": \""
                + disk
                + "\"}}}"));
    var accepted = put.replay(wire);
    put.checkBody(Wire.json(accepted));
    done(accepted);
    Exchange.of("disk-from-snapshot", "get-os-disk-from-snapshot").check(get(put));
  }

  @Test
  void aDiskWithEncryptionSettingsIsMade() {
    var put = Exchange.of("ade-disk", "put-disk-with-bek-and-kek-2022");
    var accepted = put.replay(wire);
    // The type is told since 2023, and isArmResource is not.
    put.check(accepted, "type", "properties.isArmResource");
    done(accepted);
    Exchange.of("ade-disk", "get-disk-with-bek-and-kek-2022").check(get(put));
  }

  @Test
  void aPatchWithoutEncryptionSettingsLeavesThem() {
    var list = Exchange.of("ade-disk", "list-disks-in-group");
    var patch = Exchange.of("ade-disk", "patch-ade-disk-without-settings");
    var recorded = (ObjectNode) list.body().at("/value/0/properties/encryptionSettingsCollection");
    azure
        .compute()
        .disk(
            NOBODY,
            patch.id().group(),
            "eastus",
            DiskPlan.blank()
                .named(patch.id().name())
                .sizeGb(5)
                .sku("Standard_LRS")
                .encryptionSettings(recorded.deepCopy()));
    var accepted = patch.replay(wire);
    patch.check(accepted, "id", "type", "properties.isArmResource", "properties.faultDomain");
    assertThat(accepted.headers().firstValue("retry-after")).isEmpty();
    var output = Wire.json(finished(accepted)).at("/properties/output/properties");
    assertThat(output.path("encryptionSettingsCollection")).isEqualTo(recorded);
    assertThat(output.path("diskSizeGB").asInt()).isEqualTo(10);
  }

  @Test
  void accessIsGivenShownAndTakenBack() {
    var begin = Exchange.of("snapshot-access", "snapshot-begin-get-access-2023");
    var path = begin.path().replace("/beginGetAccess", "");
    done(
        wire.arm(
            "PUT",
            path + "?api-version=2022-03-02",
            "{\"location\": \"westus\", \"tags\": {}, \"properties\": {\"hyperVGeneration\":"
                + " \"V1\", \"creationData\": {\"createOption\": \"Empty\"}, \"diskSizeGB\": 1}}"));
    var accepted = begin.replay(wire);
    begin.check(accepted);
    assertThat(accepted.headers().firstValue("retry-after")).isEmpty();
    Exchange.of("snapshot-access", "poll-begin-get-access").check(finished(accepted));
    Exchange.of("snapshot-access", "get-location-of-begin-get-access").check(location(accepted));
    var active = Exchange.of("snapshot-access", "get-snapshot-with-active-sas");
    active.check(active.replay(wire));
    var end = Exchange.of("snapshot-access", "snapshot-end-get-access-2023");
    var ended = end.replay(wire);
    end.check(ended);
    Exchange.of("snapshot-access", "poll-end-get-access").check(finished(ended));
    Exchange.of("snapshot-access", "get-location-of-end-get-access").check(location(ended));
    assertThat(Wire.json(active.replay(wire)).at("/properties/diskState").asText())
        .isEqualTo("Unattached");
  }

  @Test
  void bodiesAreWrittenAsLongAsAzureWritesThem() {
    done(Exchange.of("disk-create", "put-disk-empty").replay(wire));
    var recorded = Exchange.of("snapshot-incremental", "get-source-disk");
    var answer = recorded.replay(wire);
    int timeDiffers =
        Wire.json(answer).at("/properties/timeCreated").asText().length()
            - recorded.body().at("/properties/timeCreated").asText().length();
    // The recorded group has another length than its placeholder.
    int written = ArmJson.indented(recorded.body()).length;
    assertThat(answer.body().length() - timeDiffers).isEqualTo(written);
  }

  @Test
  void aPollWithAnotherSignatureIsRefused() {
    var accepted = Exchange.of("disk-create", "put-disk-empty").replay(wire);
    var url = accepted.headers().firstValue("azure-asyncoperation").orElseThrow();
    assertThat(url.length()).isBetween(3000, 4096);
    for (var part : new String[] {"t", "c", "s", "h"}) {
      var changed = url.replaceFirst("&" + part + "=[^&]{3}", "&" + part + "=123");
      assertThat(wire.get(changed).statusCode()).as(part).isEqualTo(403);
      var missing = url.replaceFirst("&" + part + "=[^&]*", "");
      assertThat(wire.get(missing).statusCode()).as(part).isEqualTo(403);
    }
    assertThat(wire.get(url).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(Exchange put) {
    return wire.get(put.path() + "?" + put.request().path("query").asText());
  }

  private HttpResponse<String> poll(HttpResponse<String> accepted) {
    return wire.get(accepted.headers().firstValue("azure-asyncoperation").orElseThrow());
  }

  private HttpResponse<String> location(HttpResponse<String> accepted) {
    return wire.get(accepted.headers().firstValue("location").orElseThrow());
  }

  private HttpResponse<String> finished(HttpResponse<String> accepted) {
    azure.clock().advance(TAKES);
    return poll(accepted);
  }

  private void done(HttpResponse<String> accepted) {
    var status = Wire.json(finished(accepted));
    assertThat(status.path("status").asText()).isEqualTo("Succeeded");
  }
}
