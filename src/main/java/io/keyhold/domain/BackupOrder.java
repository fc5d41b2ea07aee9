package io.keyhold.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * One machine that is to be backed up for one slot: what a tick puts on the queue.
 *
 * @param run the tick or request that asks; verdicts may be shared within it
 * @param policy the name of the policy
 * @param request the caller's id, when it was asked for over HTTP
 */
public record BackupOrder(
    String run, ArmId machine, String vmId, String policy, Instant slot, Optional<String> request) {

  public PointId point() {
    return request
        .map(id -> PointId.requested(vmId, policy, slot, id))
        .orElseGet(() -> PointId.scheduled(vmId, policy, slot));
  }
}
