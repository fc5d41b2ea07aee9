package io.keyhold.restore;

import io.keyhold.domain.Disk;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Lun;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.VirtualMachines;
import java.util.Optional;

/**
 * How the restored machine is to be: as the recorded one was, where the caller does not want it
 * otherwise. A point of an earlier release recorded no machine; then only disks and request speak.
 *
 * @param generation {@code V1} or {@code V2}
 * @param security empty where nothing is known: Azure then takes it from the OS disk
 */
record MachineShape(
    Optional<String> size,
    Optional<String> osType,
    Optional<String> zone,
    Optional<String> generation,
    Optional<VirtualMachines.Security> security,
    Optional<MachineModel> model) {

  private static final String STANDARD = "Standard";

  static MachineShape of(Blueprint plan) {
    Optional<MachineModel> model = plan.point().machine();
    Optional<Disk.DiskTraits> os = plan.osDisk().map(DiskRecord::traits);
    RestoreRequest.Target target = plan.request().target();
    Optional<String> home =
        model.flatMap(MachineModel::zone).or(() -> os.flatMap(Disk.DiskTraits::zone));
    return new MachineShape(
        target.size().or(() -> model.flatMap(MachineModel::size)),
        model.flatMap(MachineModel::osType).or(() -> os.flatMap(Disk.DiskTraits::osType)),
        target.zone().or(() -> home.filter(zone -> !plan.fromCopies())),
        os.flatMap(Disk.DiskTraits::generation),
        security(model, os),
        model);
  }

  private static Optional<VirtualMachines.Security> security(
      Optional<MachineModel> model, Optional<Disk.DiskTraits> os) {
    Optional<String> ofDisk = os.flatMap(Disk.DiskTraits::securityType);
    if (model.isEmpty()) {
      return ofDisk.map(
          type -> new VirtualMachines.Security(Optional.of(type), Optional.empty(), false));
    }
    MachineModel.Security recorded = model.get().security();
    Optional<String> type =
        recorded.type().or(() -> ofDisk).filter(name -> !STANDARD.equalsIgnoreCase(name));
    return type.isEmpty() && !recorded.encryptionAtHost()
        ? Optional.empty()
        : Optional.of(
            new VirtualMachines.Security(
                type,
                type.filter(known -> recorded.type().isPresent())
                    .map(
                        known ->
                            new VirtualMachines.Firmware(recorded.secureBoot(), recorded.vTpm())),
                recorded.encryptionAtHost()));
  }

  boolean trustedLaunch() {
    return security
        .flatMap(VirtualMachines.Security::type)
        .filter("TrustedLaunch"::equalsIgnoreCase)
        .isPresent();
  }

  boolean encryptionAtHost() {
    return security.filter(VirtualMachines.Security::encryptionAtHost).isPresent();
  }

  Optional<MachineModel.DiskUse> use(Lun lun) {
    return model.flatMap(known -> known.disk(lun));
  }
}
