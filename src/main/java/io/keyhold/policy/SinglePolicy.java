package io.keyhold.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Policy;
import java.util.List;
import java.util.Optional;

/** Reads one policy. */
final class SinglePolicy {

  private static final List<String> MEMBERS =
      List.of("name", "subscriptions", "schedule", "snapshots", "copy", "keep", "keys");

  private final Mistakes mistakes;

  SinglePolicy(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  Optional<Policy> read(JsonNode value, String place) {
    return Section.of(value, place, mistakes, MEMBERS).flatMap(this::policy);
  }

  private Optional<Policy> policy(Section policy) {
    Optional<String> name = policy.text("name", Form.NAME);
    Optional<List<String>> subscriptions = subscriptions(policy);
    Optional<Policy.Schedule> schedule = ScheduleSection.read(policy);
    Optional<Policy.SnapshotTarget> snapshots = TargetSections.snapshots(policy);
    Optional<Policy.CopyTarget> copy =
        policy.has("copy")
            ? TargetSections.copy(policy, snapshots, subscriptions)
            : Optional.empty();
    Optional<Policy.Keep> keep = KeepSection.read(policy, schedule);
    Optional<KeyRules> keys = KeysSection.read(policy);
    boolean complete =
        name.isPresent()
            && subscriptions.isPresent()
            && schedule.isPresent()
            && snapshots.isPresent()
            && (copy.isPresent() || !policy.has("copy"))
            && keep.isPresent()
            && keys.isPresent();
    return complete
        ? Optional.of(
            new Policy(
                name.get(),
                subscriptions.get(),
                schedule.get(),
                snapshots.get(),
                copy,
                keep.get(),
                keys.get()))
        : Optional.empty();
  }

  private static Optional<List<String>> subscriptions(Section policy) {
    Optional<List<String>> subscriptions = policy.texts("subscriptions", Form.SUBSCRIPTION);
    return subscriptions.isPresent() && subscriptions.get().isEmpty()
        ? policy.mistake("subscriptions", "must name at least one subscription")
        : subscriptions;
  }
}
