package io.keyhold.policy;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Policy;
import io.keyhold.json.PolicyWords;
import java.util.List;
import java.util.Optional;

/** Reads where snapshots are made and where they are copied to. */
final class TargetSections {

  private TargetSections() {}

  static Optional<Policy.SnapshotTarget> snapshots(Section policy) {
    Optional<Section> target =
        policy.section("snapshots", List.of("resourceGroup", "networkAccess"));
    if (target.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> group = target.get().text("resourceGroup", Form.RESOURCE_GROUP);
    Optional<Policy.NetworkAccess> access =
        target.get().has("networkAccess")
            ? target
                .get()
                .word(
                    "networkAccess",
                    PolicyWords::networkAccess,
                    "one of DenyAll, AllowPrivate, AllowAll")
            : Optional.of(Policy.NetworkAccess.DENY_ALL);
    return group.isPresent() && access.isPresent()
        ? Optional.of(new Policy.SnapshotTarget(group.get(), access.get()))
        : Optional.empty();
  }

  /**
   * @param snapshots where the snapshots are made: copies of the same names cannot lie beside them
   * @param subscriptions of the policy's machines, in which the copies are made too; a set serves
   *     its own subscription only (azure-facts.md §1.4), so that one of another helps no machine
   */
  static Optional<Policy.CopyTarget> copy(
      Section policy,
      Optional<Policy.SnapshotTarget> snapshots,
      Optional<List<String>> subscriptions) {
    Optional<Section> target =
        policy.section(
            "copy", List.of("region", "resourceGroup", "diskEncryptionSet", "allowPlatformKey"));
    if (target.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> region = target.get().text("region", Form.REGION);
    Optional<String> group = target.get().text("resourceGroup", Form.RESOURCE_GROUP);
    Optional<ArmId> set =
        target.get().has("diskEncryptionSet")
            ? target
                .get()
                .word("diskEncryptionSet", TargetSections::setId, "the id of a disk encryption set")
            : Optional.empty();
    Optional<Boolean> platformKey =
        target.get().has("allowPlatformKey")
            ? target.get().flag("allowPlatformKey")
            : Optional.of(false);
    if (group.isPresent()
        && snapshots.filter(own -> own.resourceGroup().equalsIgnoreCase(group.get())).isPresent()) {
      return target
          .get()
          .mistake("resourceGroup", "must be another group than that of the snapshots");
    }
    if (set.isPresent() && noneIs(subscriptions, set.get().subscription())) {
      return target
          .get()
          .mistake(
              "diskEncryptionSet",
              "must be in a subscription of the policy: a set serves its own subscription only");
    }
    boolean complete =
        region.isPresent()
            && group.isPresent()
            && (set.isPresent() || !target.get().has("diskEncryptionSet"))
            && platformKey.isPresent();
    return complete
        ? Optional.of(new Policy.CopyTarget(region.get(), group.get(), set, platformKey.get()))
        : Optional.empty();
  }

  private static boolean noneIs(Optional<List<String>> subscriptions, String wanted) {
    return subscriptions.isPresent()
        && subscriptions.get().stream().noneMatch(wanted::equalsIgnoreCase);
  }

  private static Optional<ArmId> setId(String text) {
    return ArmId.parse(text)
        .filter(id -> id.type().equalsIgnoreCase("Microsoft.Compute/diskEncryptionSets"))
        .filter(id -> id.value().endsWith("/" + id.type() + "/" + id.name()));
  }
}
