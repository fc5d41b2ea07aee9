package io.keyhold.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a machine was built, as far as another one like it needs to know (azure-facts.md §2.5). It is
 * recorded with each recovery point, for the machine may be gone when it is restored.
 *
 * @param size such as {@code Standard_D4s_v5}
 * @param osType {@code Windows} or {@code Linux}
 * @param diskController {@code SCSI} or {@code NVMe}
 * @param plan of a marketplace image, which a machine with its disk has to name again
 * @param tags as written, but for {@link Tags#KEY}: its value may be a pass phrase by mistake
 * @param nics as attached, the primary one first
 * @param modelVolumes key references that stand on the machine's own model (dual-pass Azure Disk
 *     Encryption)
 * @param disks how each disk is used
 */
public record MachineModel(
    Optional<String> size,
    Optional<String> zone,
    Security security,
    Optional<String> osType,
    Optional<String> diskController,
    Optional<String> licenseType,
    Optional<Plan> plan,
    boolean ultraDisks,
    Map<String, String> tags,
    List<ArmId> nics,
    List<AdeVolume> modelVolumes,
    List<DiskUse> disks) {

  /** What the platform protects besides the disks; {@code type} such as {@code TrustedLaunch}. */
  public record Security(
      Optional<String> type, boolean secureBoot, boolean vTpm, boolean encryptionAtHost) {}

  /** Whose marketplace image the OS disk came from. */
  public record Plan(String name, String product, String publisher) {}

  /** How the machine uses a disk; {@code caching} such as {@code ReadWrite}. */
  public record DiskUse(Lun lun, Optional<String> caching, boolean writeAccelerator) {}

  public MachineModel {
    Map<String, String> kept = new LinkedHashMap<>(tags);
    kept.keySet().removeIf(Tags.KEY::equalsIgnoreCase);
    tags = Map.copyOf(kept);
    nics = List.copyOf(nics);
    modelVolumes = List.copyOf(modelVolumes);
    disks = List.copyOf(disks);
  }

  /** A machine about which nothing is known. */
  public static MachineModel none() {
    return new MachineModel(
        Optional.empty(),
        Optional.empty(),
        new Security(Optional.empty(), false, false, false),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }

  public Optional<DiskUse> disk(Lun lun) {
    return disks.stream().filter(use -> use.lun().equals(lun)).findFirst();
  }
}
