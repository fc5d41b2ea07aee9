package io.keyhold.azure.compute;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Lun;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.Progress;
import io.keyhold.domain.VirtualMachines;
import io.keyhold.domain.contract.VirtualMachinesContract;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AzureVirtualMachinesTest extends VirtualMachinesContract {

  private static final ArmId VAULT =
      new ArmId(
          "/subscriptions/"
              + LocalAzure.SUBSCRIPTION
              + "/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/kv-prod");

  private static AzureWorld world;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Override
  protected VirtualMachines machines() {
    return world.adapters().virtualMachines();
  }

  @Override
  protected ArmId givenOsDisk() {
    return disk(disk -> disk);
  }

  private static ArmId disk(UnaryOperator<DiskPlan> plan) {
    return new ArmId(
        world
            .azure()
            .compute()
            .disk(
                LocalAzure.SUBSCRIPTION,
                AzureWorld.GROUP,
                AzureWorld.REGION,
                plan.apply(DiskPlan.blank().named(world.name("disk")))));
  }

  private static ArmId inZone2(ArmId disk) {
    world.azure().compute().change(disk.value(), body -> body.putArray("zones").add("2"));
    return disk;
  }

  @Override
  protected ArmId givenNic() {
    ArmId id =
        ArmId.network(
            LocalAzure.SUBSCRIPTION, AzureWorld.GROUP, "networkInterfaces", world.name("nic"));
    world
        .adapters()
        .networkInterfaces()
        .create(new NetworkInterfaces.Wanted(id, world.subnet(), AzureWorld.REGION, Map.of()));
    later();
    return id;
  }

  @Override
  protected ArmId newId() {
    return world.id("virtualMachines", world.name("vm"));
  }

  @Override
  protected void later() {
    world.azure().clock().advance(Duration.ofMinutes(5));
  }

  private static JsonNode stored(ArmId id) {
    return world.azure().compute().find(id.value()).orElseThrow();
  }

  @Test
  void aMachineIsBeingMadeAtFirst() {
    ArmId id = newId();
    machines().create(wanted(id));
    assertThat(machines().status(id).orElseThrow().made().progress()).isEqualTo(Progress.CREATING);
  }

  @Test
  void aMachineThatAzureCannotMakeHasFailed() {
    ArmId id = newId();
    world
        .azure()
        .compute()
        .failNext("PUT", "/virtualMachines/" + id.name(), "AllocationFailed", "No room.");
    machines().create(wanted(id));
    later();
    assertThat(machines().status(id).orElseThrow().made().progress()).isEqualTo(Progress.FAILED);
  }

  @Test
  void aMachineHasEverythingThatWasAskedFor() {
    ArmId id = newId();
    ArmId os =
        inZone2(
            disk(
                disk ->
                    disk.property("hyperVGeneration", TextNode.valueOf("V2"))
                        .securityType("TrustedLaunch")));
    ArmId data = inZone2(disk(disk -> disk));
    ArmId nic = givenNic();
    machines()
        .create(
            new VirtualMachines.Wanted(
                id,
                AzureWorld.REGION,
                Optional.of("2"),
                "Standard_D4s_v5",
                "Windows",
                Optional.of("SCSI"),
                nic,
                List.of(
                    new VirtualMachines.Attached(Lun.OS, os, Optional.of("ReadWrite"), false),
                    new VirtualMachines.Attached(Lun.data(7), data, Optional.of("None"), true)),
                Optional.of(
                    new VirtualMachines.Security(
                        Optional.of("TrustedLaunch"),
                        Optional.of(new VirtualMachines.Firmware(true, true)),
                        true)),
                Optional.of("Windows_Server"),
                Optional.of(new MachineModel.Plan("p", "q", "r")),
                false,
                Optional.of(
                    new VirtualMachines.DualPass(
                        new AdeVolume(
                            Optional.of(
                                "https://kv-prod.vault.azure.net:443/secrets/BEK/"
                                    + "a".repeat(32)),
                            Optional.of(
                                "https://kv-prod.vault.azure.net/keys/KEK/" + "b".repeat(32))),
                        VAULT,
                        Optional.of(VAULT))),
                Map.of("team", "web")));
    later();
    JsonNode machine = stored(id);
    assertThat(machine.at("/zones/0").asText()).isEqualTo("2");
    assertThat(machine.at("/tags/team").asText()).isEqualTo("web");
    assertThat(machine.at("/plan/product").asText()).isEqualTo("q");
    JsonNode properties = machine.path("properties");
    assertThat(properties.path("osProfile").isMissingNode()).isTrue();
    assertThat(properties.at("/hardwareProfile/vmSize").asText()).isEqualTo("Standard_D4s_v5");
    assertThat(properties.path("licenseType").asText()).isEqualTo("Windows_Server");
    JsonNode security = properties.path("securityProfile");
    assertThat(security.path("securityType").asText()).isEqualTo("TrustedLaunch");
    assertThat(security.at("/uefiSettings/secureBootEnabled").asBoolean()).isTrue();
    assertThat(security.at("/uefiSettings/vTpmEnabled").asBoolean()).isTrue();
    assertThat(security.path("encryptionAtHost").asBoolean()).isTrue();
    JsonNode storage = properties.path("storageProfile");
    assertThat(storage.path("diskControllerType").asText()).isEqualTo("SCSI");
    assertThat(storage.at("/osDisk/createOption").asText()).isEqualTo("Attach");
    assertThat(storage.at("/osDisk/deleteOption").asText()).isEqualTo("Detach");
    assertThat(storage.at("/osDisk/osType").asText()).isEqualTo("Windows");
    assertThat(storage.at("/osDisk/caching").asText()).isEqualTo("ReadWrite");
    assertThat(new ArmId(storage.at("/osDisk/managedDisk/id").asText())).isEqualTo(os);
    JsonNode keys = storage.at("/osDisk/encryptionSettings");
    assertThat(keys.path("enabled").asBoolean()).isTrue();
    assertThat(keys.at("/diskEncryptionKey/secretUrl").asText()).contains(":443/secrets/BEK/");
    assertThat(new ArmId(keys.at("/keyEncryptionKey/sourceVault/id").asText())).isEqualTo(VAULT);
    assertThat(storage.at("/dataDisks/0/lun").asInt()).isEqualTo(7);
    assertThat(storage.at("/dataDisks/0/caching").asText()).isEqualTo("None");
    assertThat(storage.at("/dataDisks/0/writeAcceleratorEnabled").asBoolean()).isTrue();
    assertThat(new ArmId(properties.at("/networkProfile/networkInterfaces/0/id").asText()))
        .isEqualTo(nic);
  }
}
