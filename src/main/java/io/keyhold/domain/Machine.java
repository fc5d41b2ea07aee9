package io.keyhold.domain;

import java.util.List;
import java.util.Set;

/**
 * A machine with its disks, as read for one backup.
 *
 * @param disks in the order of their LUNs, the OS disk first
 * @param modelVolumes key references that stand on the machine's own model (dual-pass Azure Disk
 *     Encryption, azure-facts.md §1.2); they belong to the OS disk
 * @param extensions publisher and type of each extension, joined by a dot, in lower case
 */
public record Machine(
    MachineSummary summary,
    List<Disk> disks,
    List<AdeVolume> modelVolumes,
    Set<String> extensions,
    MachineFacts facts,
    MachineModel model) {

  private static final String CLOUD_LINK = "cloudlinkemc.securevm.";

  public Machine {
    disks = List.copyOf(disks);
    modelVolumes = List.copyOf(modelVolumes);
    extensions = Set.copyOf(extensions);
  }

  /** A machine about which there is nothing more to say. */
  public Machine(
      MachineSummary summary,
      List<Disk> disks,
      List<AdeVolume> modelVolumes,
      Set<String> extensions) {
    this(summary, disks, modelVolumes, extensions, MachineFacts.none());
  }

  /** A machine of whose build nothing is known. */
  public Machine(
      MachineSummary summary,
      List<Disk> disks,
      List<AdeVolume> modelVolumes,
      Set<String> extensions,
      MachineFacts facts) {
    this(summary, disks, modelVolumes, extensions, facts, MachineModel.none());
  }

  public ArmId id() {
    return summary.id();
  }

  /** True when CloudLink SecureVM is installed as an extension (azure-facts.md §7.3). */
  public boolean underCloudLink() {
    return extensions.stream().anyMatch(extension -> extension.startsWith(CLOUD_LINK));
  }
}
