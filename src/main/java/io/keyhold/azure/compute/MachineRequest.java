package io.keyhold.azure.compute;

import com.azure.core.management.SubResource;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.AdditionalCapabilities;
import com.azure.resourcemanager.compute.models.CachingTypes;
import com.azure.resourcemanager.compute.models.DataDisk;
import com.azure.resourcemanager.compute.models.DeleteOptions;
import com.azure.resourcemanager.compute.models.DiskControllerTypes;
import com.azure.resourcemanager.compute.models.DiskCreateOptionTypes;
import com.azure.resourcemanager.compute.models.DiskDeleteOptionTypes;
import com.azure.resourcemanager.compute.models.DiskEncryptionSettings;
import com.azure.resourcemanager.compute.models.HardwareProfile;
import com.azure.resourcemanager.compute.models.KeyVaultKeyReference;
import com.azure.resourcemanager.compute.models.KeyVaultSecretReference;
import com.azure.resourcemanager.compute.models.ManagedDiskParameters;
import com.azure.resourcemanager.compute.models.NetworkInterfaceReference;
import com.azure.resourcemanager.compute.models.NetworkProfile;
import com.azure.resourcemanager.compute.models.OSDisk;
import com.azure.resourcemanager.compute.models.OperatingSystemTypes;
import com.azure.resourcemanager.compute.models.Plan;
import com.azure.resourcemanager.compute.models.SecurityProfile;
import com.azure.resourcemanager.compute.models.SecurityTypes;
import com.azure.resourcemanager.compute.models.StorageProfile;
import com.azure.resourcemanager.compute.models.UefiSettings;
import com.azure.resourcemanager.compute.models.VirtualMachineSizeTypes;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.VirtualMachines.Attached;
import io.keyhold.domain.VirtualMachines.DualPass;
import io.keyhold.domain.VirtualMachines.Security;
import io.keyhold.domain.VirtualMachines.Wanted;
import java.util.List;

/**
 * The body that asks for a machine made of disks (azure-facts.md §2.5): attached, with neither OS
 * profile nor image. Disks and interface outlive the machine, so that deleting it takes no data
 * along.
 */
final class MachineRequest {

  private MachineRequest() {}

  static VirtualMachineInner of(Wanted wanted) {
    VirtualMachineInner body =
        new VirtualMachineInner()
            .withLocation(wanted.region())
            .withTags(wanted.tags())
            .withHardwareProfile(
                new HardwareProfile().withVmSize(VirtualMachineSizeTypes.fromString(wanted.size())))
            .withStorageProfile(storage(wanted))
            .withNetworkProfile(network(wanted.nic()));
    wanted.zone().map(List::of).ifPresent(body::withZones);
    wanted.security().map(MachineRequest::security).ifPresent(body::withSecurityProfile);
    wanted.licenseType().ifPresent(body::withLicenseType);
    wanted.plan().map(MachineRequest::plan).ifPresent(body::withPlan);
    if (wanted.ultraDisks()) {
      body.withAdditionalCapabilities(new AdditionalCapabilities().withUltraSsdEnabled(true));
    }
    return body;
  }

  private static StorageProfile storage(Wanted wanted) {
    StorageProfile storage =
        new StorageProfile()
            .withDataDisks(
                wanted.disks().stream()
                    .filter(disk -> !disk.lun().isOs())
                    .map(MachineRequest::data)
                    .toList());
    wanted.disks().stream()
        .filter(disk -> disk.lun().isOs())
        .findFirst()
        .map(disk -> os(disk, wanted))
        .ifPresent(storage::withOsDisk);
    wanted
        .diskController()
        .map(DiskControllerTypes::fromString)
        .ifPresent(storage::withDiskControllerType);
    return storage;
  }

  private static OSDisk os(Attached disk, Wanted wanted) {
    OSDisk os =
        new OSDisk()
            .withOsType(OperatingSystemTypes.fromString(wanted.osType()))
            .withName(disk.disk().name())
            .withCreateOption(DiskCreateOptionTypes.ATTACH)
            .withManagedDisk(managed(disk))
            .withDeleteOption(DiskDeleteOptionTypes.DETACH);
    disk.caching().map(CachingTypes::fromString).ifPresent(os::withCaching);
    if (disk.writeAccelerator()) {
      os.withWriteAcceleratorEnabled(true);
    }
    wanted.dualPass().map(MachineRequest::dualPass).ifPresent(os::withEncryptionSettings);
    return os;
  }

  private static DataDisk data(Attached disk) {
    DataDisk data =
        new DataDisk()
            .withLun(Integer.parseInt(disk.lun().label()))
            .withName(disk.disk().name())
            .withCreateOption(DiskCreateOptionTypes.ATTACH)
            .withManagedDisk(managed(disk))
            .withDeleteOption(DiskDeleteOptionTypes.DETACH);
    disk.caching().map(CachingTypes::fromString).ifPresent(data::withCaching);
    if (disk.writeAccelerator()) {
      data.withWriteAcceleratorEnabled(true);
    }
    return data;
  }

  private static ManagedDiskParameters managed(Attached disk) {
    return new ManagedDiskParameters().withId(disk.disk().value());
  }

  private static NetworkProfile network(ArmId nic) {
    return new NetworkProfile()
        .withNetworkInterfaces(
            List.of(
                new NetworkInterfaceReference()
                    .withId(nic.value())
                    .withPrimary(true)
                    .withDeleteOption(DeleteOptions.DETACH)));
  }

  private static SecurityProfile security(Security wanted) {
    SecurityProfile security = new SecurityProfile();
    wanted.type().map(SecurityTypes::fromString).ifPresent(security::withSecurityType);
    wanted
        .firmware()
        .map(
            firmware ->
                new UefiSettings()
                    .withSecureBootEnabled(firmware.secureBoot())
                    .withVTpmEnabled(firmware.vTpm()))
        .ifPresent(security::withUefiSettings);
    if (wanted.encryptionAtHost()) {
      security.withEncryptionAtHost(true);
    }
    return security;
  }

  private static Plan plan(MachineModel.Plan plan) {
    return new Plan()
        .withName(plan.name())
        .withProduct(plan.product())
        .withPublisher(plan.publisher());
  }

  private static DiskEncryptionSettings dualPass(DualPass dualPass) {
    DiskEncryptionSettings settings = new DiskEncryptionSettings().withEnabled(true);
    dualPass
        .volume()
        .secretUrl()
        .map(
            url ->
                new KeyVaultSecretReference()
                    .withSecretUrl(url)
                    .withSourceVault(vault(dualPass.secretVault())))
        .ifPresent(settings::withDiskEncryptionKey);
    dualPass
        .volume()
        .kekUrl()
        .map(
            url ->
                new KeyVaultKeyReference()
                    .withKeyUrl(url)
                    .withSourceVault(vault(dualPass.keyVault().orElse(dualPass.secretVault()))))
        .ifPresent(settings::withKeyEncryptionKey);
    return settings;
  }

  private static SubResource vault(ArmId id) {
    return new SubResource().withId(id.value());
  }
}
