package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineUpdateInner;
import com.azure.resourcemanager.compute.models.ApiErrorException;
import com.azure.resourcemanager.compute.models.DiskCreateOptionTypes;
import com.azure.resourcemanager.compute.models.HardwareProfile;
import com.azure.resourcemanager.compute.models.InstanceViewTypes;
import com.azure.resourcemanager.compute.models.ManagedDiskParameters;
import com.azure.resourcemanager.compute.models.NetworkInterfaceReference;
import com.azure.resourcemanager.compute.models.NetworkProfile;
import com.azure.resourcemanager.compute.models.OSDisk;
import com.azure.resourcemanager.compute.models.OperatingSystemTypes;
import com.azure.resourcemanager.compute.models.StorageProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineSizeTypes;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Sdk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Azure's own client judges machines, their disks, and their instance view. */
class MachinesBySdkTest {

  private static final Ade.Reference BEK =
      new Ade.Reference(
          "https://kv.vault.azure.net/secrets/bek/0123456789abcdef0123456789abcdef",
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv");

  private LocalAzure azure;
  private ComputeManagementClient compute;

  @BeforeEach
  void start() {
    azure = LocalAzure.start(LocalAzure.Options.instant().arm(arm -> arm.withPageSize(2)));
    compute = Sdk.compute(azure);
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void aListOverTheSubscriptionIsReadPageByPage() {
    for (int i = 0; i < 5; i++) {
      azure.compute().machine(plan("prod", "m" + i));
    }
    var names =
        compute.getVirtualMachines().list().stream().map(VirtualMachineInner::name).toList();
    assertThat(names).containsExactly("m0", "m1", "m2", "m3", "m4");
    assertThat(azure.requests().matching(entry -> entry.path().endsWith("/virtualMachines")))
        .hasSize(3);
  }

  @Test
  void aListOverTheSubscriptionGivesGroupsInCapitalsAndAListOfAGroupDoesNot() {
    azure.compute().machine(plan("prod", "m"));
    assertThat(compute.getVirtualMachines().list().stream().findFirst().orElseThrow().id())
        .contains("/resourceGroups/PROD/");
    var inGroup = compute.getVirtualMachines().listByResourceGroup("PROD");
    assertThat(inGroup.stream().findFirst().orElseThrow().id()).contains("/resourceGroups/prod/");
  }

  @Test
  void theInstanceViewOfAnEncryptedMachineTellsOfItsSecretAndItsState() {
    azure
        .compute()
        .machine(
            plan("prod", "ade")
                .windows()
                .ade(BEK, Optional.empty())
                .os(
                    DiskPlan.blank()
                        .encryptionSettings(Ade.settings("1.1", BEK, Optional.empty()))));
    var machine = expanded("ade");
    assertThat(machine.resources().getFirst().typePropertiesType())
        .isEqualTo("AzureDiskEncryption");
    var disk = machine.instanceView().disks().getFirst();
    assertThat(disk.encryptionSettings().getFirst().diskEncryptionKey().secretUrl())
        .isEqualTo(BEK.url());
    assertThat(disk.statuses().get(1).code()).isEqualTo("EncryptionState/encrypted");
    assertThat(machine.instanceView().extensions().getFirst().substatuses().getFirst().message())
        .isEqualTo(Ade.ENCRYPTED);
  }

  @Test
  void withoutTheExpandThereIsNoInstanceView() {
    azure.compute().machine(plan("prod", "m"));
    assertThat(compute.getVirtualMachines().getByResourceGroup("prod", "m").instanceView())
        .isNull();
  }

  @Test
  void aDeallocatedMachineTellsOnlyOfItsDisksAndItsPower() {
    azure.compute().machine(plan("prod", "m").ade(BEK, Optional.empty()));
    compute.getVirtualMachines().deallocate("prod", "m");
    var machine = expanded("m");
    assertThat(machine.instanceView().vmAgent()).isNull();
    assertThat(machine.instanceView().extensions()).isNull();
    assertThat(machine.instanceView().statuses())
        .extracting(status -> status.code())
        .contains("PowerState/deallocated");
    assertThat(machine.storageProfile().osDisk().diskSizeGB()).isNull();
    assertThat(machine.resources()).isNotEmpty();
    assertThat(compute.getDisks().getByResourceGroup("prod", "m-os").diskState().toString())
        .isEqualTo("Reserved");
  }

  @Test
  void aDiskThatIsAttachedCanBeNeitherDeletedNorReadNorTakenByAnother() {
    azure.compute().machine(plan("prod", "m").data(0, DiskPlan.blank()));
    assertThatThrownBy(() -> compute.getDisks().delete("prod", "m-data-0"))
        .isInstanceOf(ManagementException.class)
        .hasMessageContaining("is attached to VM");
  }

  @Test
  void aDeletedMachineLeavesItsDisks() {
    azure.compute().machine(plan("prod", "m"));
    compute.getVirtualMachines().delete("prod", "m");
    assertThatThrownBy(() -> compute.getVirtualMachines().getByResourceGroup("prod", "m"))
        .isInstanceOfAny(ApiErrorException.class, ManagementException.class);
    var disk = compute.getDisks().getByResourceGroup("prod", "m-os");
    assertThat(disk.managedBy()).isNull();
    assertThat(disk.diskState().toString()).isEqualTo("Unattached");
  }

  @Test
  void aMachineIsMadeOfExistingDisksAndTaggedAfterwards() {
    var os =
        azure
            .compute()
            .disk(
                LocalAzure.SUBSCRIPTION,
                "prod",
                "westeurope",
                DiskPlan.blank()
                    .named("restored-os")
                    .sku("Standard_LRS")
                    .property("osType", ArmJson.object().textNode("Linux")));
    var card = os.replace("Microsoft.Compute/disks", "Microsoft.Network/networkInterfaces");
    azure.network().card(card, "westeurope", Optional.empty());
    var asked =
        new VirtualMachineInner()
            .withLocation("westeurope")
            .withHardwareProfile(
                new HardwareProfile().withVmSize(VirtualMachineSizeTypes.STANDARD_D2_V3))
            .withNetworkProfile(
                new NetworkProfile()
                    .withNetworkInterfaces(List.of(new NetworkInterfaceReference().withId(card))))
            .withStorageProfile(
                new StorageProfile()
                    .withOsDisk(
                        new OSDisk()
                            .withCreateOption(DiskCreateOptionTypes.ATTACH)
                            .withOsType(OperatingSystemTypes.LINUX)
                            .withManagedDisk(new ManagedDiskParameters().withId(os))));
    var made = compute.getVirtualMachines().createOrUpdate("prod", "restored", asked);
    assertThat(made.provisioningState()).isEqualTo("Succeeded");
    assertThat(made.osProfile()).isNull();
    var tagged =
        compute
            .getVirtualMachines()
            .update(
                "prod",
                "restored",
                new VirtualMachineUpdateInner().withTags(Map.of("keyhold-policy", "daily")));
    assertThat(tagged.tags()).containsEntry("keyhold-policy", "daily");
    assertThat(compute.getDisks().getByResourceGroup("prod", "restored-os").managedBy())
        .isEqualToIgnoringCase(made.id());
  }

  @Test
  void aZonalTrustedLaunchMachineIsStagedWithItsDisks() {
    azure
        .compute()
        .machine(
            plan("prod", "m").zone("2").securityType("TrustedLaunch").data(3, DiskPlan.blank()));
    var machine = expanded("m");
    assertThat(machine.zones()).containsExactly("2");
    assertThat(machine.securityProfile().securityType().toString()).isEqualTo("TrustedLaunch");
    assertThat(machine.storageProfile().dataDisks().getFirst().lun()).isEqualTo(3);
    var disk = compute.getDisks().getByResourceGroup("prod", "m-os");
    assertThat(disk.zones()).containsExactly("2");
    assertThat(disk.hyperVGeneration().toString()).isEqualTo("V2");
    assertThat(disk.securityProfile().securityType().toString()).isEqualTo("TrustedLaunch");
  }

  private VirtualMachineInner expanded(String name) {
    return compute
        .getVirtualMachines()
        .getByResourceGroupWithResponse("prod", name, InstanceViewTypes.INSTANCE_VIEW, Context.NONE)
        .getValue();
  }

  private static MachinePlan plan(String group, String name) {
    return MachinePlan.named(LocalAzure.SUBSCRIPTION, group, name);
  }
}
