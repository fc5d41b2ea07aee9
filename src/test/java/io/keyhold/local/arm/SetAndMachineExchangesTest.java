package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disk encryption sets and machines answer as Azure's recorded exchanges do. */
class SetAndMachineExchangesTest {

  private static final Duration TAKES = Duration.ofSeconds(30);

  private static final String[] SUBSCRIPTION_TAGS = {
    "tags.azsecpack",
    "tags.platformsettings.host_environment.service.platform_optedin_for_rootcerts"
  };

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
  void aSetIsMade() {
    var put = Exchange.of("des", "put-des-2024");
    var accepted = put.replay(wire);
    put.check(accepted);
    assertThat(accepted.headers().firstValue("retry-after")).isEmpty();
    finished(accepted);
    var get = Exchange.of("des", "get-des-2024");
    get.check(get.replay(wire));
  }

  @Test
  void aSnapshotGetsASetAndTellsOfItWithTheGroupInCapitals() {
    var set = Exchange.of("des", "put-des-system-assigned");
    finished(set.replay(wire));
    var put = Exchange.of("des", "put-snapshot-with-des");
    var accepted = put.replay(wire);
    // The form of mid 2022 had no name and no type, but isArmResource.
    put.check(accepted, "name", "type", "properties.isArmResource");
    finished(accepted);
    var get = Exchange.of("des", "get-snapshot-with-des");
    var answer = get.replay(wire);
    get.check(answer);
    assertThat(Wire.json(answer).at("/properties/encryption/diskEncryptionSetId").asText())
        .contains("/resourceGroups/CLI_TEST_DISK_ENCRYPTION_SET_SNAPSHOT_000001/")
        .endsWith("/des1-000004");
    var users = wire.get(set.path() + "/associatedResources?api-version=2022-03-02");
    assertThat(Wire.json(users).at("/value/0").asText())
        .contains("/resourceGroups/CLI_TEST_")
        .endsWith("/snapshots/SNAPSHOT1-000006");
    assertThat(users.headers().firstValue("x-ms-ratelimit-remaining-resource")).isEmpty();
  }

  @Test
  void aDiskMovesToASetAndStaysTheSameDisk() {
    var put = Exchange.of("des", "put-change-disk-to-des");
    var set =
        (ObjectNode)
            Exchange.of("des", "put-des-system-assigned").request().path("body").deepCopy();
    var id = ArmJson.text(put.request(), "body.properties.encryption.diskEncryptionSetId");
    finished(wire.arm("PUT", id.orElseThrow() + "?api-version=2022-03-02", set.toString()));
    var plain = (ObjectNode) put.request().path("body").deepCopy();
    ArmJson.in(plain, "properties").remove("encryption");
    finished(wire.arm("PUT", put.path() + "?api-version=2021-12-01", plain.toString()));
    var before = Wire.json(wire.get(put.path() + "?api-version=2021-12-01"));
    var accepted = put.replay(wire);
    put.check(
        accepted, "id", "type", "properties.isArmResource", "properties.colocationConstraints");
    finished(accepted);
    var get = Exchange.of("des", "get-disk-with-des");
    var answer = get.replay(wire);
    get.check(answer);
    assertThat(Wire.json(answer).at("/properties/uniqueId"))
        .isEqualTo(before.at("/properties/uniqueId"));
  }

  @Test
  void rotationIsSwitchedOffByAPatchThatEchoesTheOldValue() {
    var put = Exchange.of("des-rotation", "put-des-auto-rotation");
    var accepted = put.replay(wire);
    assertThat(accepted.statusCode()).isEqualTo(202);
    put.checkBody(Wire.json(accepted));
    Exchange.of("des-rotation", "poll-des-auto-rotation").checkBody(Wire.json(finished(accepted)));
    var get = Exchange.of("des-rotation", "get-des-auto-rotation");
    get.check(get.replay(wire));
    var patch = Exchange.of("des-rotation", "patch-des-rotation-off");
    var patched = patch.replay(wire);
    patch.check(patched);
    assertThat(patched.headers().firstValue("x-ms-ratelimit-remaining-resource")).isEmpty();
    finished(patched);
    var off = Exchange.of("des-rotation", "get-des-rotation-off");
    off.check(off.replay(wire));
  }

  @Test
  void aSetCanLoseItsIdentity() {
    var get = Exchange.of("des-rotation", "get-des-without-identity");
    var body = (ObjectNode) get.body().deepCopy();
    ArmJson.in(body, "properties").put("rotationToLatestKeyVersionEnabled", true);
    body.putObject("identity").put("type", "SystemAssigned");
    var path = get.path() + "?api-version=2022-03-02";
    finished(wire.arm("PUT", path, body.toString()));
    finished(
        wire.arm(
            "PATCH",
            path,
            "{\"identity\": {\"type\": \"None\"}, \"properties\":"
                + " {\"rotationToLatestKeyVersionEnabled\": false}}"));
    get.check(get.replay(wire));
  }

  @Test
  void aMachineIsMadeWithItsDisksAndTheirSet() {
    var put = Exchange.of("vm-des", "put-vm-with-encryption-set");
    var set =
        ArmJson.text(
            put.request(),
            "body.properties.storageProfile.osDisk.managedDisk.diskEncryptionSet.id");
    var content =
        (ObjectNode)
            Exchange.of("des", "put-des-system-assigned").request().path("body").deepCopy();
    content.put("location", "eastus2");
    finished(wire.arm("PUT", set.orElseThrow() + "?api-version=2022-03-02", content.toString()));
    cards(put.body());
    var accepted = put.replay(wire);
    put.check(accepted, SUBSCRIPTION_TAGS);
    Exchange.of("vm-des", "poll-put-vm-with-encryption-set-in-progress")
        .checkBody(Wire.json(poll(accepted)));
    assertThat(poll(accepted).headers().firstValue("retry-after")).isEmpty();
    finished(accepted);
    var get = Exchange.of("vm-des", "get-vm-with-encryption-set");
    var machine = Wire.json(get.replay(wire));
    get.checkBody(machine, SUBSCRIPTION_TAGS);
    var disk = machine.at("/properties/storageProfile/dataDisks/0/managedDisk/id").asText();
    assertThat(encryption(disk).path("type").asText()).isEqualTo("EncryptionAtRestWithCustomerKey");
  }

  @Test
  void theFirstPollOfACreationAsksForFiftySeconds() {
    var put = Exchange.of("vm-power", "put-vm-create");
    var model = (ObjectNode) put.body().deepCopy();
    ArmJson.in(model, "properties").remove("provisioningState");
    cards(model);
    var accepted = wire.arm("PUT", put.path() + "?api-version=2022-03-01", model.toString());
    put.check(accepted);
    assertThat(accepted.headers().firstValue("retry-after")).contains("10");
    assertThat(poll(accepted).headers().firstValue("retry-after")).contains("50");
  }

  @Test
  void aMachineThatHasJustBeenMadeRunsWithoutItsAgentAndLosesItsViewWhenDeallocated() {
    var put = Exchange.of("vm-power", "put-vm-create");
    cards(put.body());
    finished(wire.arm("PUT", put.path() + "?api-version=2022-03-01", put.body().toString()));
    var fresh = Exchange.of("vm-power", "get-vm-instance-view-right-after-create");
    fresh.checkBody(Wire.json(fresh.replay(wire)));
    var stop = Exchange.of("vm-power", "deallocate-vm");
    var stopping = stop.replay(wire);
    assertThat(stopping.headers().firstValue("retry-after")).contains("10");
    stop.check(stopping);
    Exchange.of("vm-power", "poll-deallocate-vm-succeeded")
        .checkBody(Wire.json(finished(stopping)));
    var stopped = Exchange.of("vm-power", "get-vm-instance-view-deallocated");
    stopped.checkBody(Wire.json(stopped.replay(wire)), "resources");
    var start = Exchange.of("vm-power", "start-vm");
    start.check(start.replay(wire));
  }

  @Test
  void anEncryptedMachineShowsItsEncryptionInItsInstanceView() {
    var get = Exchange.of("vm-instance-view", "get-vm-ade-instance-view");
    var os = get.body().at("/properties/instanceView/disks/0");
    var secret = os.at("/encryptionSettings/0/diskEncryptionKey");
    var reference =
        new Ade.Reference(secret.path("secretUrl").asText(), secret.at("/sourceVault/id").asText());
    azure
        .compute()
        .machine(
            MachinePlan.named(get.id().subscription(), get.id().group(), get.id().name())
                .windows()
                .location("westus")
                .ade(reference, Optional.empty())
                .os(
                    DiskPlan.blank()
                        .named(os.path("name").asText())
                        .encryptionSettings(Ade.settings("1.1", reference, Optional.empty()))));
    var view = Wire.json(get.replay(wire)).at("/properties/instanceView");
    get.checkBodyAt("/properties/instanceView", view);
    var extension = Exchange.of("vm-instance-view", "get-ade-extension-enabled");
    extension.check(extension.replay(wire), "properties.settings.KeyEncryptionKeyURL");
  }

  @Test
  void aMachineIsMadeOfDisksThatAreThere() {
    var get = Exchange.of("vm-attach-os-disk", "get-vm-made-from-attached-disks");
    var id = get.id();
    var os =
        DiskPlan.blank()
            .named("sDisk")
            .property("osType", ArmJson.object().textNode("Linux"))
            .property("hyperVGeneration", ArmJson.object().textNode("V1"));
    azure.compute().disk(id.subscription(), id.group(), "westus", os);
    azure
        .compute()
        .disk(id.subscription(), id.group(), "westus", DiskPlan.blank().named("dDisk").sizeGb(2));
    var request = (ObjectNode) get.body().deepCopy();
    var empty = (ObjectNode) request.at("/properties/storageProfile/dataDisks/0");
    empty.remove("name");
    ArmJson.in(empty, "managedDisk").remove("id");
    cards(request);
    finished(wire.arm("PUT", get.path() + "?api-version=2022-11-01", request.toString()));
    get.checkBody(Wire.json(get.replay(wire)));
    var view = Exchange.of("vm-attach-os-disk", "get-vm-from-attached-disks-instance-view");
    view.checkBody(Wire.json(view.replay(wire)));
    var disk = id.toString().replace("virtualMachines/vm2", "disks/dDisk");
    assertThat(Wire.json(wire.get(disk + "?api-version=2022-07-02")).path("managedBy").asText())
        .isEqualTo(id.toString());
  }

  private JsonNode encryption(String disk) {
    return Wire.json(wire.get(disk + "?api-version=2024-03-02")).at("/properties/encryption");
  }

  private HttpResponse<String> poll(HttpResponse<String> accepted) {
    return wire.get(accepted.headers().firstValue("azure-asyncoperation").orElseThrow());
  }

  /** The interfaces that a machine's model names have to be there before it. */
  private void cards(JsonNode machine) {
    machine
        .at("/properties/networkProfile/networkInterfaces")
        .forEach(
            card ->
                azure
                    .network()
                    .card(
                        card.path("id").asText(),
                        machine.path("location").asText(),
                        Optional.empty()));
  }

  private HttpResponse<String> finished(HttpResponse<String> accepted) {
    azure.clock().advance(TAKES);
    var answer = poll(accepted);
    assertThat(Wire.json(answer).path("status").asText()).isEqualTo("Succeeded");
    return answer;
  }
}
