package io.keyhold.azure.compute;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineExtensionInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInstanceViewInner;
import com.azure.resourcemanager.compute.models.DataDisk;
import com.azure.resourcemanager.compute.models.DiskInstanceView;
import com.azure.resourcemanager.compute.models.ManagedDiskParameters;
import com.azure.resourcemanager.compute.models.OSDisk;
import com.azure.resourcemanager.compute.models.SecurityProfile;
import com.azure.resourcemanager.compute.models.StorageProfile;
import io.keyhold.azure.arm.Values;
import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Lun;
import io.keyhold.domain.MachineFacts;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Azure says about a machine, its model and its instance view together. */
final class MachineReading {

  /**
   * A managed disk in its place.
   *
   * @param seen the key references that the instance view shows for it; a deallocated machine shows
   *     none (exchanges/README.md), so their absence proves nothing
   */
  record Attached(Lun lun, ArmId disk, List<AdeVolume> seen) {}

  private final VirtualMachineInner machine;

  MachineReading(VirtualMachineInner machine) {
    this.machine = machine;
  }

  static Optional<MachineSummary> summary(VirtualMachineInner machine) {
    return Optional.ofNullable(machine.id())
        .flatMap(ArmId::parse)
        .map(
            id ->
                new MachineSummary(
                    id,
                    Values.orEmpty(machine.vmId()).toLowerCase(Locale.ROOT),
                    Values.orEmpty(machine.location()),
                    Values.tags(machine.tags())));
  }

  /** The disks in the order of their LUNs, the OS disk first. */
  List<Attached> attached() {
    List<Attached> disks = new ArrayList<>();
    osDisk()
        .filter(os -> !ephemeral(os))
        .ifPresent(os -> disks.add(attached(Lun.OS, os.name(), os.managedDisk())));
    for (DataDisk data : Values.list(storage().map(StorageProfile::dataDisks).orElse(null))) {
      disks.add(attached(Lun.data(data.lun()), data.name(), data.managedDisk()));
    }
    disks.sort(Comparator.comparing(Attached::lun));
    return disks;
  }

  private Attached attached(Lun lun, String name, ManagedDiskParameters managed) {
    ArmId disk =
        Optional.ofNullable(managed)
            .map(ManagedDiskParameters::id)
            .flatMap(ArmId::parse)
            .orElseThrow(() -> unmanaged(name));
    return new Attached(lun, disk, seen(disk.name()));
  }

  private CloudFailure unmanaged(String name) {
    return new CloudFailure(
        new Problem(
            Code.DISK_NOT_SUPPORTED,
            Values.orEmpty(machine.id()),
            "the disk " + name + " is no managed disk"));
  }

  private List<AdeVolume> seen(String diskName) {
    return Values.list(instanceView().map(VirtualMachineInstanceViewInner::disks).orElse(null))
        .stream()
        .filter(view -> diskName.equalsIgnoreCase(view.name()))
        .flatMap(view -> seen(view).stream())
        .toList();
  }

  private static List<AdeVolume> seen(DiskInstanceView view) {
    List<AdeVolume> named = Encryptions.volumes(Values.list(view.encryptionSettings()));
    boolean encrypted =
        Values.list(view.statuses()).stream()
            .anyMatch(status -> "EncryptionState/encrypted".equalsIgnoreCase(status.code()));
    return named.isEmpty() && encrypted ? List.of(Encryptions.NAMELESS) : named;
  }

  /** Dual-pass Azure Disk Encryption keeps its references here (azure-facts.md §1.2). */
  List<AdeVolume> modelVolumes() {
    return osDisk()
        .map(OSDisk::encryptionSettings)
        .map(settings -> Encryptions.volumes(List.of(settings)))
        .orElse(List.of());
  }

  /** From the model, which knows them also while the machine is deallocated, and the view. */
  Set<String> extensions() {
    Stream<String> model =
        Values.list(machine.resources()).stream().flatMap(MachineReading::extension);
    Stream<String> view =
        Values.list(instanceView().map(VirtualMachineInstanceViewInner::extensions).orElse(null))
            .stream()
            .map(extension -> extension.type());
    return Stream.concat(model, view)
        .filter(Objects::nonNull)
        .map(type -> type.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> extension(VirtualMachineExtensionInner extension) {
    return extension.publisher() == null || extension.typePropertiesType() == null
        ? Stream.empty()
        : Stream.of(extension.publisher() + "." + extension.typePropertiesType());
  }

  MachineFacts facts() {
    Optional<SecurityProfile> security = Optional.ofNullable(machine.securityProfile());
    return new MachineFacts(
        osDisk().filter(MachineReading::ephemeral).map(os -> Values.orEmpty(os.name())),
        security.map(SecurityProfile::encryptionAtHost).orElse(false),
        security.map(SecurityProfile::securityType).map(Object::toString),
        GuestReading.of(machine),
        ExtensionSettings.cloudLinkCenter(machine));
  }

  /** An OS disk on the machine's own host: Azure takes no snapshot of it. */
  private static boolean ephemeral(OSDisk os) {
    return os.diffDiskSettings() != null;
  }

  private Optional<OSDisk> osDisk() {
    return storage().map(StorageProfile::osDisk);
  }

  private Optional<StorageProfile> storage() {
    return Optional.ofNullable(machine.storageProfile());
  }

  private Optional<VirtualMachineInstanceViewInner> instanceView() {
    return Optional.ofNullable(machine.instanceView());
  }
}
