package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.AdditionalCapabilities;
import com.azure.resourcemanager.compute.models.DataDisk;
import com.azure.resourcemanager.compute.models.HardwareProfile;
import com.azure.resourcemanager.compute.models.NetworkInterfaceReference;
import com.azure.resourcemanager.compute.models.NetworkProfile;
import com.azure.resourcemanager.compute.models.OSDisk;
import com.azure.resourcemanager.compute.models.Plan;
import com.azure.resourcemanager.compute.models.SecurityProfile;
import com.azure.resourcemanager.compute.models.StorageProfile;
import com.azure.resourcemanager.compute.models.UefiSettings;
import io.keyhold.azure.arm.Values;
import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Lun;
import io.keyhold.domain.MachineModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a machine was built, from its model. */
final class ModelReading {

  private ModelReading() {}

  static MachineModel of(VirtualMachineInner machine, List<AdeVolume> modelVolumes) {
    Optional<StorageProfile> storage = Optional.ofNullable(machine.storageProfile());
    return new MachineModel(
        Optional.ofNullable(machine.hardwareProfile())
            .map(HardwareProfile::vmSize)
            .map(Object::toString),
        Values.list(machine.zones()).stream().findFirst(),
        security(Optional.ofNullable(machine.securityProfile())),
        storage.map(StorageProfile::osDisk).map(OSDisk::osType).map(Object::toString),
        storage.map(StorageProfile::diskControllerType).map(Object::toString),
        Optional.ofNullable(machine.licenseType()).filter(type -> !type.isEmpty()),
        Optional.ofNullable(machine.plan()).flatMap(ModelReading::plan),
        Optional.ofNullable(machine.additionalCapabilities())
            .map(AdditionalCapabilities::ultraSsdEnabled)
            .orElse(false),
        Values.tags(machine.tags()),
        nics(machine),
        modelVolumes,
        storage.map(ModelReading::disks).orElse(List.of()));
  }

  private static MachineModel.Security security(Optional<SecurityProfile> profile) {
    Optional<UefiSettings> uefi = profile.map(SecurityProfile::uefiSettings);
    return new MachineModel.Security(
        profile.map(SecurityProfile::securityType).map(Object::toString),
        uefi.map(UefiSettings::secureBootEnabled).orElse(false),
        uefi.map(UefiSettings::vTpmEnabled).orElse(false),
        profile.map(SecurityProfile::encryptionAtHost).orElse(false));
  }

  /** A plan that lacks one of its three names names nothing. */
  private static Optional<MachineModel.Plan> plan(Plan plan) {
    return plan.name() == null || plan.product() == null || plan.publisher() == null
        ? Optional.empty()
        : Optional.of(new MachineModel.Plan(plan.name(), plan.product(), plan.publisher()));
  }

  private static List<ArmId> nics(VirtualMachineInner machine) {
    return Values.list(
            Optional.ofNullable(machine.networkProfile())
                .map(NetworkProfile::networkInterfaces)
                .orElse(null))
        .stream()
        .sorted(Comparator.comparing(nic -> !Boolean.TRUE.equals(nic.primary())))
        .map(NetworkInterfaceReference::id)
        .flatMap(id -> ArmId.parse(Values.orEmpty(id)).stream())
        .toList();
  }

  private static List<MachineModel.DiskUse> disks(StorageProfile storage) {
    List<MachineModel.DiskUse> uses = new ArrayList<>();
    Stream.ofNullable(storage.osDisk())
        .map(
            os ->
                new MachineModel.DiskUse(
                    Lun.OS,
                    Optional.ofNullable(os.caching()).map(Object::toString),
                    Boolean.TRUE.equals(os.writeAcceleratorEnabled())))
        .forEach(uses::add);
    for (DataDisk data : Values.list(storage.dataDisks())) {
      uses.add(
          new MachineModel.DiskUse(
              Lun.data(data.lun()),
              Optional.ofNullable(data.caching()).map(Object::toString),
              Boolean.TRUE.equals(data.writeAcceleratorEnabled())));
    }
    return uses;
  }
}
