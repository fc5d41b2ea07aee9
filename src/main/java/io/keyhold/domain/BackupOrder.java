package io.keyhold.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * One machine that is to be backed up for one slot: what a tick puts on the queue.
 *
 * @param run the tick or request that asks; verdicts may be shared within it
 * @param policy the name of the policy
 * @param request the caller's id, when it was asked for over HTTP
 * @param requestedBy who asked then
 */
public record BackupOrder(
    String run,
    ArmId machine,
    String vmId,
    String policy,
    Instant slot,
    Optional<String> request,
    Optional<Requester> requestedBy) {

  /** An order of the policy's schedule, or one of which nobody recorded who asked. */
  public BackupOrder(
      String run,
      ArmId machine,
      String vmId,
      String policy,
      Instant slot,
      Optional<String> request) {
    this(run, machine, vmId, policy, slot, request, Optional.empty());
  }

  public PointId point() {
    return request
        .map(id -> PointId.requested(vmId, policy, slot, id))
        .orElseGet(() -> PointId.scheduled(vmId, policy, slot));
  }
}
