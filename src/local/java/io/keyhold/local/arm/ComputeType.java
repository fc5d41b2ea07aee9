package io.keyhold.local.arm;

import java.util.Arrays;
import java.util.Optional;

/** The resource types of Microsoft.Compute that are served here. */
enum ComputeType {
  MACHINE("virtualMachines", "VirtualMachine"),
  DISK("disks", "Disk"),
  SNAPSHOT("snapshots", "Snapshot"),
  ENCRYPTION_SET("diskEncryptionSets", "DiskEncryptionSet");

  private final String wireName;
  private final String noun;

  ComputeType(String wireName, String noun) {
    this.wireName = wireName;
    this.noun = noun;
  }

  String wireName() {
    return wireName;
  }

  /** How the provider calls such a resource in its messages. */
  String noun() {
    return noun;
  }

  static Optional<ComputeType> named(String wireName) {
    return Arrays.stream(values())
        .filter(type -> type.wireName.equalsIgnoreCase(wireName))
        .findFirst();
  }
}
