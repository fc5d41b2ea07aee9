package io.keyhold.backup;

import io.keyhold.domain.AtRest;
import io.keyhold.domain.Code;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Region;
import io.keyhold.domain.SetReading;
import java.util.Optional;

/** What is wrong with the target that a point's own policy names. */
final class CopyTargets {

  private CopyTargets() {}

  /** What waiting cannot mend, for it follows from what was recorded. */
  static Optional<Problem> impossible(RecoveryPoint point, Policy.CopyTarget target) {
    if (target
        .resourceGroup()
        .equalsIgnoreCase(point.origin().policy().snapshots().resourceGroup())) {
      return wrong(
          target.resourceGroup(), "copies would have the names of the snapshots in the same group");
    }
    if (target
        .diskEncryptionSet()
        .filter(set -> !set.subscription().equalsIgnoreCase(subscription(point)))
        .isPresent()) {
      return wrong(
          target.diskEncryptionSet().get().value(),
          "a disk encryption set serves its own subscription only, and the copies are made in "
              + subscription(point));
    }
    return needsSet(point, target);
  }

  private static Optional<Problem> needsSet(RecoveryPoint point, Policy.CopyTarget target) {
    if (target.diskEncryptionSet().isPresent() || target.allowPlatformKey()) {
      return Optional.empty();
    }
    return point.disks().stream()
        .filter(disk -> disk.encryption().atRest() instanceof AtRest.CustomerKey)
        .findFirst()
        .map(
            disk ->
                new Problem(
                    Code.COPY_NEEDS_SET,
                    disk.disk().value(),
                    "disk "
                        + disk.lun().label()
                        + " is under a customer's key, and the policy's copy names no disk"
                        + " encryption set"));
  }

  /** A set serves its own region only (azure-facts.md §1.4). */
  static Optional<Problem> elsewhere(Policy.CopyTarget target, SetReading reading) {
    if (reading instanceof SetReading.Found found
        && !found.region().isEmpty()
        && !Region.same(found.region(), target.region())) {
      return wrong(
          target.diskEncryptionSet().map(set -> set.value()).orElse(target.region()),
          "the disk encryption set is in %s, and the copies are made in %s"
              .formatted(found.region(), target.region()));
    }
    return Optional.empty();
  }

  private static Optional<Problem> wrong(String subject, String why) {
    return Optional.of(new Problem(Code.COPY_TARGET_WRONG, subject, why));
  }

  private static String subscription(RecoveryPoint point) {
    return point.snapshots().getFirst().snapshot().subscription();
  }
}
