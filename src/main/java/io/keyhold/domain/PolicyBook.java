package io.keyhold.domain;

import java.util.List;
import java.util.Optional;

/** The policies of one valid document; their names are unique. */
public record PolicyBook(List<Policy> policies) {
  public PolicyBook {
    policies = List.copyOf(policies);
  }

  public Optional<Policy> named(String name) {
    return policies.stream().filter(policy -> policy.name().equals(name)).findFirst();
  }

  /** The policy of a machine: the one its tag names, if that policy covers its subscription. */
  public Optional<Policy> of(MachineSummary machine) {
    return Tags.value(machine.tags(), Tags.POLICY)
        .flatMap(this::named)
        .filter(policy -> covers(policy, machine.id().subscription()));
  }

  /** Every subscription that a policy names, once. */
  public List<String> subscriptions() {
    return policies.stream()
        .flatMap(policy -> policy.subscriptions().stream())
        .map(subscription -> subscription.toLowerCase(java.util.Locale.ROOT))
        .distinct()
        .toList();
  }

  private static boolean covers(Policy policy, String subscription) {
    return policy.subscriptions().stream().anyMatch(subscription::equalsIgnoreCase);
  }
}
