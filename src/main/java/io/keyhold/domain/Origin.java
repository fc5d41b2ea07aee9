package io.keyhold.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a recovery point comes from; recorded with its first event and never changed. The policy is
 * kept as it was read: the point follows it whatever becomes of the policy.
 *
 * @param request the caller's id, when the backup was asked for over HTTP
 * @param requestedBy who asked then; empty in events of releases that did not ask who calls
 */
public record Origin(
    ArmId machine,
    String vmId,
    Policy policy,
    Instant slot,
    Optional<String> request,
    Optional<Requester> requestedBy) {

  /** Of a backup that nobody in particular asked for, or of which it was not recorded. */
  public Origin(ArmId machine, String vmId, Policy policy, Instant slot, Optional<String> request) {
    this(machine, vmId, policy, slot, request, Optional.empty());
  }

  public PointId point() {
    return request
        .map(id -> PointId.requested(vmId, policy.name(), slot, id))
        .orElseGet(() -> PointId.scheduled(vmId, policy.name(), slot));
  }
}
