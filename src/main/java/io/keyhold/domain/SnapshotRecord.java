package io.keyhold.domain;

/** The snapshot that was made of one disk; {@code uniqueId} tells it from another of its name. */
public record SnapshotRecord(Lun lun, ArmId snapshot, String uniqueId, long sizeBytes) {}
