package io.keyhold.local.keyvault;

import io.keyhold.local.http.Caller;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Who may do what in one vault. All is allowed until the stage says otherwise. */
final class Access {

  private final Rights rights;
  private final List<Denial> denials = new CopyOnWriteArrayList<>();
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
    if (denied || !rights.may(caller.clientId(), right.action())) {
      throw refusals.missing(right, name, policyRefusal);
    }
  }
}
