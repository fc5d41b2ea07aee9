package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.DataDisk;
import com.azure.resourcemanager.compute.models.DeleteOptions;
import com.azure.resourcemanager.compute.models.DiskCreateOptionTypes;
import com.azure.resourcemanager.compute.models.DiskDeleteOptionTypes;
import com.azure.resourcemanager.compute.models.DiskEncryptionSettings;
import com.azure.resourcemanager.compute.models.HardwareProfile;
import com.azure.resourcemanager.compute.models.InstanceViewStatus;
import com.azure.resourcemanager.compute.models.InstanceViewTypes;
import com.azure.resourcemanager.compute.models.ManagedDiskParameters;
import com.azure.resourcemanager.compute.models.NetworkInterfaceReference;
import com.azure.resourcemanager.compute.models.NetworkProfile;
import com.azure.resourcemanager.compute.models.OSDisk;
import com.azure.resourcemanager.compute.models.OperatingSystemTypes;
import com.azure.resourcemanager.compute.models.SecurityProfile;
import com.azure.resourcemanager.compute.models.SecurityTypes;
import com.azure.resourcemanager.compute.models.StorageProfile;
import com.azure.resourcemanager.compute.models.UefiSettings;
import com.azure.resourcemanager.compute.models.VirtualMachineSizeTypes;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Sdk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Azure's own client makes a whole machine of attached disks, stops it, and takes it away. */
class WholeMachinesTest {

  private static final String GROUP = "restored";
  private static final String REGION = "westeurope";

  private LocalAzure azure;
  private ComputeManagementClient compute;

  @BeforeEach
  void start() {
    azure = LocalAzure.start(LocalAzure.Options.instant());
    compute = Sdk.compute(azure);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void aZonalTrustedLaunchMachineOfAttachedDisksRuns() {
    var made = made("m");
    assertThat(made.provisioningState()).isEqualTo("Succeeded");
    assertThat(made.osProfile()).isNull();
    assertThat(made.zones()).containsExactly("2");
    assertThat(made.storageProfile().dataDisks()).extracting(DataDisk::lun).containsExactly(7);
    assertThat(made.tags()).containsEntry("keyhold-policy", "daily");
    assertThat(power("m")).isEqualTo("PowerState/running");
    assertThat(compute.getDisks().getByResourceGroup(GROUP, "m-lun7").managedBy())
        .isEqualToIgnoringCase(made.id());
    var card = azure.network().find(card("m")).orElseThrow();
    assertThat(card.at("/properties/virtualMachine/id").asText()).isEqualToIgnoringCase(made.id());
    assertThat(card.at("/properties/primary").asBoolean()).isTrue();
  }

  @Test
  void powerGoesOffAndOnAndAwayAndEachStateIsSeen() {
    made("m");
    compute.getVirtualMachines().powerOff(GROUP, "m", true, Context.NONE);
    assertThat(power("m")).isEqualTo("PowerState/stopped");
    assertThat(disk("m-os")).isEqualTo("Attached");
    compute.getVirtualMachines().deallocate(GROUP, "m");
    assertThat(power("m")).isEqualTo("PowerState/deallocated");
    assertThat(disk("m-os")).isEqualTo("Reserved");
    compute.getVirtualMachines().start(GROUP, "m");
    assertThat(power("m")).isEqualTo("PowerState/running");
    compute.getVirtualMachines().restart(GROUP, "m");
    assertThat(power("m")).isEqualTo("PowerState/running");
  }

  @Test
  void aDeletedMachineLeavesDisksAndInterfaceBehind() {
    made("m");
    compute.getVirtualMachines().delete(GROUP, "m");
    assertThat(azure.compute().ids("virtualMachines")).isEmpty();
    assertThat(disk("m-os")).isEqualTo("Unattached");
    assertThat(disk("m-lun7")).isEqualTo("Unattached");
    var card = azure.network().find(card("m")).orElseThrow();
    assertThat(card.at("/properties/virtualMachine").isMissingNode()).isTrue();
  }

  @Test
  void aDeletedMachineTakesAlongWhatItsModelSays() {
    var asked = asked("m");
    asked.storageProfile().osDisk().withDeleteOption(DiskDeleteOptionTypes.DELETE);
    asked
        .networkProfile()
        .networkInterfaces()
        .forEach(one -> one.withDeleteOption(DeleteOptions.DELETE));
    compute.getVirtualMachines().createOrUpdate(GROUP, "m", asked);
    compute.getVirtualMachines().delete(GROUP, "m");
    assertThat(azure.compute().ids("disks")).allMatch(id -> id.endsWith("/m-lun7"));
    assertThat(azure.network().find(card("m"))).isEmpty();
  }

  @Test
  void theKeysOfADualPassMachineStayInItsModel() {
    var asked = asked("m");
    asked
        .storageProfile()
        .osDisk()
        .withEncryptionSettings(new DiskEncryptionSettings().withEnabled(true));
    compute.getVirtualMachines().createOrUpdate(GROUP, "m", asked);
    var found = compute.getVirtualMachines().getByResourceGroup(GROUP, "m");
    assertThat(found.storageProfile().osDisk().encryptionSettings().enabled()).isTrue();
  }

  @Test
  void aMachineWhoseCreationFailsIsThereAsFailedAndHoldsItsDisks() {
    var asked = asked("m");
    azure.compute().failNext("PUT", "/virtualMachines/m", "AllocationFailed", "Allocation failed.");
    assertThatThrownBy(() -> compute.getVirtualMachines().createOrUpdate(GROUP, "m", asked))
        .asString()
        .contains("Allocation failed.");
    var found = compute.getVirtualMachines().getByResourceGroup(GROUP, "m");
    assertThat(found.provisioningState()).isEqualTo("Failed");
    assertThat(compute.getDisks().getByResourceGroup(GROUP, "m-os").managedBy()).isNotNull();
    compute.getVirtualMachines().delete(GROUP, "m");
    assertThat(disk("m-os")).isEqualTo("Unattached");
  }

  @Test
  void usagesCountCoresByFamilyAndDisksByKind() {
    made("m");
    var usages = compute.getUsages().list(REGION).stream().toList();
    assertThat(usages)
        .filteredOn(one -> one.currentValue() > 0)
        .extracting(one -> one.name().value() + " " + one.currentValue() + "/" + one.limit())
        .containsExactlyInAnyOrder(
            "cores 2/350",
            "virtualMachines 1/25000",
            "standardDSv5Family 2/350",
            "PremiumDiskCount 2/50000");
  }

  @Test
  void skusOfARegionTellOfRestrictionsAndCapabilities() {
    azure.capacity().restrict("Standard_D2s_v5", REGION, "3");
    azure.capacity().restrict("Standard_D4s_v5", REGION);
    var skus =
        compute.getResourceSkus().list("location eq '" + REGION + "'", null, Context.NONE).stream()
            .toList();
    assertThat(skus).allMatch(sku -> sku.locations().equals(List.of(REGION)));
    var two = skus.stream().filter(sku -> sku.name().equals("Standard_D2s_v5")).findFirst();
    assertThat(two.orElseThrow().restrictions().getFirst().restrictionInfo().zones())
        .containsExactly("3");
    assertThat(two.get().capabilities())
        .extracting(one -> one.name() + "=" + one.value())
        .contains("vCPUs=2", "HyperVGenerations=V1,V2", "MaxDataDiskCount=4");
    var four = skus.stream().filter(sku -> sku.name().equals("Standard_D4s_v5")).findFirst();
    assertThat(four.orElseThrow().restrictions().getFirst().type().toString())
        .isEqualTo("Location");
    assertThat(compute.getResourceSkus().list().stream().count()).isGreaterThan(skus.size());
  }

  private VirtualMachineInner made(String name) {
    return compute.getVirtualMachines().createOrUpdate(GROUP, name, asked(name));
  }

  private void prepare(String name) {
    disk(
        DiskPlan.blank()
            .named(name + "-os")
            .property("osType", ArmJson.object().textNode("Linux"))
            .property("hyperVGeneration", ArmJson.object().textNode("V2"))
            .securityType("TrustedLaunch"));
    disk(DiskPlan.blank().named(name + "-lun7"));
    azure.network().card(card(name), REGION, Optional.empty());
  }

  private void disk(DiskPlan plan) {
    var id = azure.compute().disk(LocalAzure.SUBSCRIPTION, GROUP, REGION, plan);
    azure.compute().change(id, body -> body.putArray("zones").add("2"));
  }

  private VirtualMachineInner asked(String name) {
    prepare(name);
    return new VirtualMachineInner()
        .withLocation(REGION)
        .withZones(List.of("2"))
        .withTags(Map.of("keyhold-policy", "daily"))
        .withHardwareProfile(
            new HardwareProfile().withVmSize(VirtualMachineSizeTypes.fromString("Standard_D2s_v5")))
        .withSecurityProfile(
            new SecurityProfile()
                .withSecurityType(SecurityTypes.TRUSTED_LAUNCH)
                .withUefiSettings(
                    new UefiSettings().withSecureBootEnabled(true).withVTpmEnabled(true)))
        .withNetworkProfile(
            new NetworkProfile()
                .withNetworkInterfaces(List.of(new NetworkInterfaceReference().withId(card(name)))))
        .withStorageProfile(
            new StorageProfile()
                .withOsDisk(
                    new OSDisk()
                        .withCreateOption(DiskCreateOptionTypes.ATTACH)
                        .withOsType(OperatingSystemTypes.LINUX)
                        .withManagedDisk(attached(name + "-os")))
                .withDataDisks(
                    List.of(
                        new DataDisk()
                            .withLun(7)
                            .withCreateOption(DiskCreateOptionTypes.ATTACH)
                            .withManagedDisk(attached(name + "-lun7")))));
  }

  private static ManagedDiskParameters attached(String disk) {
    return new ManagedDiskParameters()
        .withId(Compute.id(LocalAzure.SUBSCRIPTION, GROUP, "disks", disk));
  }

  private static String card(String name) {
    return "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/networkInterfaces/%s"
        .formatted(LocalAzure.SUBSCRIPTION, GROUP, name);
  }

  private String power(String name) {
    return compute
        .getVirtualMachines()
        .getByResourceGroupWithResponse(GROUP, name, InstanceViewTypes.INSTANCE_VIEW, Context.NONE)
        .getValue()
        .instanceView()
        .statuses()
        .stream()
        .map(InstanceViewStatus::code)
        .filter(code -> code.startsWith("PowerState/"))
        .findFirst()
        .orElseThrow();
  }

  private String disk(String name) {
    return compute.getDisks().getByResourceGroup(GROUP, name).diskState().toString();
  }
}
