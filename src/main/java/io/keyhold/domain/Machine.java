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
    Set<String> extensions) {
  public Machine {
    disks = List.copyOf(disks);
    modelVolumes = List.copyOf(modelVolumes);
    extensions = Set.copyOf(extensions);
  }

  public ArmId id() {
    return summary.id();
  }
}
