package io.keyhold.retention;

import io.keyhold.domain.Due;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import java.time.Instant;

/**
 * What the id of a point tells without reading it: it is a hash of the machine, the policy and the
 * slot, so that today's policies can be tried. Where one of them made the point and keeps it for
 * more days by now, there is nothing to decide yet. A keep that was lengthened by a year then costs
 * no year of reading everything at each run.
 */
record Foresight(PolicyBook book) {

  /** True when today's policy surely keeps it; false where that can only be read. */
  boolean keeps(Due due, Instant now) {
    Instant slot = due.point().slot();
    return book.policies().stream()
        .filter(policy -> now.isBefore(policy.keep().end(slot)))
        .anyMatch(policy -> made(policy, due, slot));
  }

  private static boolean made(Policy policy, Due due, Instant slot) {
    return PointId.scheduled(due.vmId(), policy.name(), slot).equals(due.point());
  }
}
