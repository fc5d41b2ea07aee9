package io.keyhold.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a recovery point comes from; recorded with its first event and never changed. The policy is
 * kept as it was read: the point follows it whatever becomes of the policy.
 *
 * @param request the caller's id, when the backup was asked for over HTTP
 */
public record Origin(
    ArmId machine, String vmId, Policy policy, Instant slot, Optional<String> request) {

  public PointId point() {
    return request
        .map(id -> PointId.requested(vmId, policy.name(), slot, id))
        .orElseGet(() -> PointId.scheduled(vmId, policy.name(), slot));
  }
}
