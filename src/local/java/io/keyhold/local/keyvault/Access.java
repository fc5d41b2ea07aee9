package io.keyhold.local.keyvault;

import io.keyhold.local.http.Caller;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Who may do what in one vault. All is allowed until the stage says otherwise. */
final class Access {

  private final Rights rights;
  private final List<Denial> denials = new CopyOnWriteArrayList<>();
  private final AccessPolicies policies = new AccessPolicies();
  private final AtomicInteger throttled = new AtomicInteger();
  private volatile Network network = Network.OPEN;
  private volatile PolicyRefusal policyRefusal = PolicyRefusal.FORBIDDEN_BY_POLICY;

  /**
   * @param rights what callers may do in all vaults
   */
  Access(Rights rights) {
    this.rights = rights;
  }

  void deny(Denial denial) {
    denials.add(denial);
  }

  /** An access policy: the permissions of one caller, such as {@code keys/get}. */
  void policy(String clientId, Set<String> permissions) {
    policies.put(clientId, permissions);
  }

  void allowAll() {
    denials.clear();
  }

  void network(Network is) {
    network = is;
  }

  void refusePoliciesWith(PolicyRefusal code) {
    policyRefusal = code;
  }

  void throttle(int calls) {
    throttled.set(calls);
  }

  /** Refuses what the network keeps out and what comes too fast. */
  void admit(Refusals refusals) {
    if (throttled.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw refusals.throttled();
    }
    switch (network) {
      case OPEN -> {}
      case FIREWALL -> throw refusals.firewall();
      case PRIVATE_ONLY -> throw refusals.publicAccessDisabled();
      case PERIMETER -> throw refusals.perimeter();
    }
  }

  void authorise(Caller caller, Right right, String name, Refusals refusals) {
    boolean denied =
        denials.stream().anyMatch(denial -> denial.covers(caller.clientId(), right, name));
    var scope =
        Optional.of(refusals.vault())
            .filter(VaultSettings::rbac)
            .map(vault -> vault.resourceId() + (name.isEmpty() ? "" : scope(right, name)));
    if (denied
        || !policies.allow(caller.clientId(), right)
        || !rights.may(caller.clientId(), right.action(), scope)) {
      throw refusals.missing(right, name, policyRefusal);
    }
  }

  private static String scope(Right right, String name) {
    return "/" + right.kind().collection() + "/" + name;
  }
}
