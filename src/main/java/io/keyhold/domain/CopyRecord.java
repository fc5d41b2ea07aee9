package io.keyhold.domain;

/**
 * The finished copy of one disk's snapshot in the target region.
 *
 * @param uniqueId tells it from another of its name
 * @param atRest what encrypts the copy, as it was read from the copy itself
 */
public record CopyRecord(Lun lun, ArmId copy, String uniqueId, long sizeBytes, AtRest atRest) {}
