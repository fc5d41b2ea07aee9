package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the provider refuses of a machine made of attached disks, in its own words. */
class MachineRefusalsTest {

  private static final String ROOT =
      "/subscriptions/" + LocalAzure.SUBSCRIPTION + "/resourceGroups/g/providers/";
  private static final String MACHINE = ROOT + "Microsoft.Compute/virtualMachines/m";
  private static final String CARD = ROOT + "Microsoft.Network/networkInterfaces/c";
  private static final String VERSION = "?api-version=2024-11-01";
  private static final String REGION = "westeurope";

  private LocalAzure azure;
  private Wire wire;

  @BeforeEach
  void start() {
    azure = LocalAzure.start(LocalAzure.Options.instant());
    wire = new Wire(azure);
    disk("os", REGION, plan -> plan.property("hyperVGeneration", text("V2")));
    disk("data", REGION, plan -> {});
    azure.network().card(CARD, REGION, Optional.empty());
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void theMachineItselfIsMade() {
    assertThat(put(model -> {}).statusCode()).isEqualTo(201);
  }

  @Test
  void anAttachedDiskTakesNeitherOsProfileNorImage() {
    refused(
        put(model -> properties(model).putObject("osProfile").put("computerName", "m")),
        400,
        "InvalidParameter",
        "Parameter 'osProfile' is not allowed.");
    refused(
        put(model -> storage(model).putObject("imageReference").put("publisher", "Canonical")),
        400,
        "InvalidParameter",
        "Cannot attach an existing OS disk if the VM is created from a platform, user or a shared"
            + " gallery image.");
  }

  @Test
  void aDiskOfAnotherMachineIsRefused() {
    azure.compute().machine(MachinePlan.named(LocalAzure.SUBSCRIPTION, "g", "other"));
    refused(
        put(model -> os(model, "other-os")),
        409,
        "ConflictingUserInput",
        "Cannot attach the disk other-os to VM");
  }

  @Test
  void aDiskElsewhereOrOfAnotherZoneIsRefused() {
    disk("far", "northeurope", plan -> {});
    refused(put(model -> os(model, "far")), 404, "NotFound", "Disk far is not found.");
    refused(
        put(model -> model.putArray("zones").add("1")),
        400,
        "BadRequest",
        "because it is not in the same zone as the VM. VM zone: '1'. Disk zone: ''.");
  }

  @Test
  void aZoneThatTheRegionDoesNotHaveIsRefused() {
    refused(
        put(model -> model.putArray("zones").add("7")),
        400,
        "AvailabilityZoneNotSupported",
        "The zone(s) '7' for resource 'Microsoft.Compute/virtualMachines/m' is not supported. The"
            + " supported zones for location 'westeurope' are '1,2,3'");
    refused(
        put(model -> model.put("location", "westus").putArray("zones").add("1")),
        400,
        "LocationNotSupportAvailabilityZones",
        "does not support availability zones at location 'westus'.");
  }

  @Test
  void generationAndSecurityTypeHaveToFit() {
    refused(
        put(model -> size(model, "Standard_D2_v3")),
        400,
        "InvalidParameter",
        "does not support the storage account type Premium_LRS");
    disk("slow", REGION, plan -> plan.sku("Standard_LRS").property("hyperVGeneration", text("V2")));
    refused(
        put(
            model -> {
              os(model, "slow");
              storage(model).remove("dataDisks");
              size(model, "Standard_D2_v3");
            }),
        400,
        "BadRequest",
        "The selected VM size 'Standard_D2_v3' cannot boot Hypervisor Generation '2'.");
    refused(
        put(
            model ->
                properties(model)
                    .putObject("securityProfile")
                    .put("securityType", "TrustedLaunch")),
        400,
        "BadRequest",
        "Security type of VM is not compatible with the security type of attached OS Disk.");
    refused(
        put(model -> storage(model).put("diskControllerType", "NVMe")),
        400,
        "InvalidParameter",
        "cannot boot with OS image or disk");
  }

  @Test
  void aSizeHasToExistAndToBeHad() {
    refused(
        put(model -> size(model, "Standard_Z2")),
        400,
        "InvalidParameter",
        "The value Standard_Z2 provided for the VM size is not valid.");
    azure.capacity().restrict("Standard_D2s_v5", REGION);
    refused(put(model -> {}), 409, "SkuNotAvailable", "is currently not available in location '");
  }

  @Test
  void aFullQuotaIsToldWithItsNumbers() {
    azure.capacity().quota(LocalAzure.SUBSCRIPTION, REGION, "standardDSv5Family", 1);
    refused(
        put(model -> {}),
        409,
        "OperationNotAllowed",
        "Operation could not be completed as it results in exceeding approved standardDSv5Family"
            + " Cores quota. Additional details - Deployment Model: Resource Manager, Location:"
            + " westeurope, Current Limit: 1, Current Usage: 0, Additional Required: 2, (Minimum)"
            + " New Limit Required: 2.");
    azure.capacity().quota(LocalAzure.SUBSCRIPTION, REGION, "cores", 1);
    refused(
        put(model -> {}),
        409,
        "OperationNotAllowed",
        "exceeding approved Total Regional Cores quota");
  }

  @Test
  void anInterfaceHasToBeThereAndFree() {
    refused(
        put(model -> properties(model).remove("networkProfile")),
        400,
        "InvalidParameter",
        "Required parameter 'networkProfile' is missing (null).");
    azure.network().card(CARD, "northeurope", Optional.empty());
    refused(
        put(model -> {}), 400, "InvalidResourceReference", "Resource " + CARD + " referenced by");
    azure.network().card(CARD, REGION, Optional.empty());
    assertThat(put(model -> {}).statusCode()).isEqualTo(201);
    disk("os2", REGION, plan -> plan.property("hyperVGeneration", text("V2")));
    var second = model();
    os(second, "os2");
    storage(second).remove("dataDisks");
    refused(
        wire.arm("PUT", MACHINE + "2" + VERSION, second.toString()),
        400,
        "NicInUse",
        "is used by existing resource " + MACHINE);
  }

  @Test
  void aLunIsGivenOnce() {
    refused(
        put(
            model -> {
              var list = storage(model).withArray("dataDisks");
              list.add(list.get(0).deepCopy());
            }),
        400,
        "InvalidParameter",
        "A disk at LUN 0 already exists.");
  }

  @Test
  void whoMayNotJoinTheInterfaceOrWriteTheDiskMakesNoMachine() {
    for (var right :
        new String[] {
          "Microsoft.Network/networkInterfaces/join/action", "Microsoft.Compute/disks/write"
        }) {
      azure.defaultCaller().allowAll().deny(right);
      refused(put(model -> {}), 403, "LinkedAuthorizationFailed", "'" + right + "'");
    }
  }

  @Test
  void whileAMachineIsMadeItsDisksAreItsOwnAndWhileItIsDeletedItCanOnlyBeDeleted() {
    azure.close();
    azure =
        LocalAzure.start(
            LocalAzure.Options.inMemory()
                .arm(arm -> arm.withOperations(Duration.ofHours(1), Duration.ofHours(1))));
    wire = new Wire(azure);
    disk("os", REGION, plan -> plan.property("hyperVGeneration", text("V2")));
    disk("data", REGION, plan -> {});
    azure.network().card(CARD, REGION, Optional.empty());
    var creation = put(model -> {});
    assertThat(creation.statusCode()).isEqualTo(201);
    azure.network().card(CARD + "2", REGION, Optional.empty());
    var rival = model();
    refused(
        wire.arm(
            "PUT",
            MACHINE + "2" + VERSION,
            rival.toString().replace("networkInterfaces/c\"", "networkInterfaces/c2\"")),
        409,
        "ConflictingUserInput",
        "because it is already attached to VM " + MACHINE);
    assertThat(wire.arm("DELETE", MACHINE + VERSION, "").statusCode()).isEqualTo(202);
    refused(
        wire.arm("POST", MACHINE + "/start" + VERSION, ""),
        409,
        "OperationNotAllowed",
        "since the VM is marked for deletion");
    azure.clock().advance(Duration.ofHours(2));
    assertThat(wire.get(MACHINE + VERSION).statusCode()).isEqualTo(404);
    var poll = creation.headers().firstValue("azure-asyncoperation").orElseThrow();
    assertThat(Wire.json(wire.get(poll)).at("/error/code").asText())
        .isEqualTo("OperationPreempted");
  }

  @Test
  void anExtensionGoesIntoARunningMachineOnly() {
    put(model -> {});
    var extension = MACHINE + "/extensions/agent" + VERSION;
    var body =
        "{\"location\": \"westeurope\", \"properties\": {\"publisher\": \"P\", \"type\": \"T\","
            + " \"typeHandlerVersion\": \"1.0\"}}";
    assertThat(wire.arm("PUT", extension, body).statusCode()).isEqualTo(201);
    assertThat(Wire.json(wire.get(extension)).at("/properties/provisioningState").asText())
        .isEqualTo("Succeeded");
    wire.arm("POST", MACHINE + "/deallocate" + VERSION, "");
    refused(
        wire.arm("PUT", extension, body),
        409,
        "OperationNotAllowed",
        "Cannot modify extensions in the VM when the VM is not running.");
  }

  private HttpResponse<String> put(Consumer<ObjectNode> change) {
    var model = model();
    change.accept(model);
    return wire.arm("PUT", MACHINE + VERSION, model.toString());
  }

  private static ObjectNode model() {
    var model = ArmJson.object().put("location", REGION);
    var properties = model.putObject("properties");
    properties.putObject("hardwareProfile").put("vmSize", "Standard_D2s_v5");
    var storage = properties.putObject("storageProfile");
    var os = storage.putObject("osDisk").put("osType", "Linux").put("createOption", "Attach");
    os.putObject("managedDisk").put("id", ROOT + "Microsoft.Compute/disks/os");
    var data = storage.putArray("dataDisks").addObject().put("lun", 0);
    data.put("createOption", "Attach");
    data.putObject("managedDisk").put("id", ROOT + "Microsoft.Compute/disks/data");
    properties
        .putObject("networkProfile")
        .putArray("networkInterfaces")
        .addObject()
        .put("id", CARD);
    return model;
  }

  private static ObjectNode properties(ObjectNode model) {
    return ArmJson.in(model, "properties");
  }

  private static ObjectNode storage(ObjectNode model) {
    return ArmJson.in(properties(model), "storageProfile");
  }

  private static void os(ObjectNode model, String disk) {
    ArmJson.in(ArmJson.in(storage(model), "osDisk"), "managedDisk")
        .put("id", ROOT + "Microsoft.Compute/disks/" + disk);
  }

  private static void size(ObjectNode model, String size) {
    ArmJson.in(properties(model), "hardwareProfile").put("vmSize", size);
  }

  private void disk(String name, String location, Consumer<DiskPlan> change) {
    var plan = DiskPlan.blank().named(name);
    change.accept(plan);
    azure.compute().disk(LocalAzure.SUBSCRIPTION, "g", location, plan);
  }

  private static JsonNode text(String text) {
    return ArmJson.object().textNode(text);
  }

  private static void refused(
      HttpResponse<String> answer, int status, String code, String message) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    var error = Wire.json(answer).path("error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("message").asText()).contains(message);
  }
}
