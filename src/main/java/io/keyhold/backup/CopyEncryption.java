package io.keyhold.backup;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.Code;
import io.keyhold.domain.Dependency;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Snapshots.Snapshot;
import java.util.Optional;

/** What encrypts a finished copy is what was meant, or it is no copy. */
final class CopyEncryption {

  private CopyEncryption() {}

  /**
   * @param doubled whether the target's set encrypts with the platform's key as well; empty where
   *     nobody could say
   */
  static Optional<Problem> wrong(RecoveryPoint point, Snapshot copy, Optional<Boolean> doubled) {
    Policy.CopyTarget target = point.copyTarget().orElseThrow();
    return switch (copy.atRest()) {
      case AtRest.PlatformKey platform ->
          customerKeyMeant(point, target) && !target.allowPlatformKey()
              ? problem(
                  Code.COPY_UNDER_PLATFORM_KEY,
                  copy,
                  target
                      .diskEncryptionSet()
                      .map(set -> "it was asked for under " + set)
                      .orElse("its disk is under a customer's key"))
              : Optional.empty();
      case AtRest.CustomerKey customer ->
          allowed(point, target, customer, doubled)
              ? Optional.empty()
              : problem(Code.COPY_UNDER_OTHER_KEY, copy, "it is under " + customer.set());
    };
  }

  private static boolean customerKeyMeant(RecoveryPoint point, Policy.CopyTarget target) {
    return target.diskEncryptionSet().isPresent()
        || point.dependencies().stream().anyMatch(Dependency.EncryptionSet.class::isInstance);
  }

  /** Without a set of its own a copy may keep its source's, which the gate looked at too. */
  private static boolean allowed(
      RecoveryPoint point,
      Policy.CopyTarget target,
      AtRest.CustomerKey customer,
      Optional<Boolean> doubled) {
    Optional<ArmId> meant = target.diskEncryptionSet();
    return meant.isPresent()
        ? meant.get().equals(customer.set())
            && doubled.filter(both -> both != customer.doubled()).isEmpty()
        : point.dependencies().contains(new Dependency.EncryptionSet(customer.set()));
  }

  private static Optional<Problem> problem(Code code, Snapshot copy, String detail) {
    return Optional.of(new Problem(code, copy.id().value(), detail));
  }
}
