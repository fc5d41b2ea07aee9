package io.keyhold.domain;

/** Under which id the copy of one disk's snapshot is made in the target region. */
public record CopyPlan(Lun lun, ArmId copy) {}
