package io.keyhold.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Machines that a restore makes of disks. Every method throws {@link CloudFailure}. */
public interface VirtualMachines {

  /**
   * A machine that exists.
   *
   * @param deallocated true when it is stopped and costs no compute
   * @param trouble why Azure could not make it, where it says so
   */
  record Status(Made made, boolean deallocated, Optional<String> trouble) {}

  /** The machine's state, or empty when there is none of this id. */
  Optional<Status> status(ArmId id);

  /**
   * Asks for the machine and returns when Azure has accepted that; one that exists is left as it
   * is. It runs once it is made: Azure has no way to make a machine that is stopped.
   */
  void create(Wanted wanted);

  /** Asks for it to be stopped and its host to be given back; returns when Azure has accepted. */
  void deallocate(ArmId id);

  /**
   * Asks for the machine's removal and returns when it is gone; its disks and interfaces stay. No
   * error when there is none.
   */
  void delete(ArmId id);

  /**
   * A machine to be made of disks that exist: specialised, so without an OS profile; its name and
   * its accounts are those on the disk (azure-facts.md §2.5).
   *
   * @param osType {@code Windows} or {@code Linux}
   * @param diskController {@code SCSI} or {@code NVMe}; empty for the size's own
   * @param security empty where none was recorded: Azure then takes it from the OS disk
   * @param dualPass key references for the machine's own model
   */
  record Wanted(
      ArmId machine,
      String region,
      Optional<String> zone,
      String size,
      String osType,
      Optional<String> diskController,
      ArmId nic,
      List<Attached> disks,
      Optional<Security> security,
      Optional<String> licenseType,
      Optional<MachineModel.Plan> plan,
      boolean ultraDisks,
      Optional<DualPass> dualPass,
      Map<String, String> tags) {
    public Wanted {
      disks = List.copyOf(disks);
      tags = Map.copyOf(tags);
    }
  }

  /** A disk in its place; the OS disk has the LUN {@link Lun#OS}. */
  record Attached(Lun lun, ArmId disk, Optional<String> caching, boolean writeAccelerator) {}

  /**
   * What the platform protects besides the disks.
   *
   * @param type such as {@code TrustedLaunch}; empty for a machine without one
   * @param firmware secure boot and virtual TPM, where they are known
   */
  record Security(Optional<String> type, Optional<Firmware> firmware, boolean encryptionAtHost) {}

  /** Secure boot and virtual TPM. */
  record Firmware(boolean secureBoot, boolean vTpm) {}

  /**
   * Azure Disk Encryption with an Entra application keeps the OS disk's references on the machine
   * (azure-facts.md §1.2).
   *
   * @param secretVault the vault of the BEK
   * @param keyVault the vault of the KEK, where one is used
   */
  record DualPass(AdeVolume volume, ArmId secretVault, Optional<ArmId> keyVault) {}
}
