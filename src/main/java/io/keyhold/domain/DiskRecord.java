package io.keyhold.domain;

/** A disk as it was when the gate looked at it. */
public record DiskRecord(
    Lun lun,
    ArmId disk,
    String uniqueId,
    long sizeBytes,
    Disk.DiskTraits traits,
    DiskEncryption encryption) {

  public static DiskRecord of(Disk disk, DiskEncryption encryption) {
    return new DiskRecord(
        disk.lun(), disk.id(), disk.uniqueId(), disk.sizeBytes(), disk.traits(), encryption);
  }
}
