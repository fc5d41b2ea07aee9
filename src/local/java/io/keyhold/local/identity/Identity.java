package io.keyhold.local.identity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One identity and what it may not do. Actions are written as Azure's roles write them, such as
 * {@code Microsoft.Compute/snapshots/write}, and may contain {@code *}.
 */
public final class Identity {

  private final String clientId;
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final Set<String> allowed = ConcurrentHashMap.newKeySet();
  private final List<Assignment> assignments = new CopyOnWriteArrayList<>();

  Identity(String clientId) {
    this.clientId = clientId;
  }

  public String clientId() {
    return clientId;
  }

  /** The object id of the service principal, the same for every run. */
  public String objectId() {
    return UUID.nameUUIDFromBytes(("oid:" + clientId).getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Takes these actions away. */
  public Identity deny(String... actions) {
    denied.addAll(Set.of(actions));
    return this;
  }

  /** Leaves only these actions (of all calls so far), as a role with exactly them would. */
  public Identity mayOnly(String... actions) {
    allowed.addAll(Set.of(actions));
    return this;
  }

  /**
   * Gives a role at a scope, such as {@code /subscriptions/S/resourceGroups/G}, and beneath it.
   * From the first role on, the identity may do at ARM only what its roles grant, and from the
   * first one with data actions on, the same holds in the services themselves.
   */
  public Identity assign(Role role, String scope) {
    assignments.add(new Assignment(role, scope));
    return this;
  }

  /** Everything is allowed again. */
  public Identity allowAll() {
    denied.clear();
    allowed.clear();
    assignments.clear();
    return this;
  }

  /** Whether the identity has the right to an action anywhere, compared without case. */
  public boolean may(String action) {
    return !Role.any(denied, action) && (allowed.isEmpty() || Role.any(allowed, action));
  }

  /** Whether the identity has the right to an action of ARM at a scope. */
  public boolean may(String action, String scope) {
    return may(action)
        && (assignments.isEmpty()
            || assignments.stream().anyMatch(one -> one.grants(action, scope)));
  }

  /** Whether the identity has the right to a data action in a service, at a scope. */
  public boolean mayData(String action, String scope) {
    return may(action)
        && (assignments.stream().noneMatch(one -> one.role().reachesData())
            || assignments.stream().anyMatch(one -> one.grantsData(action, scope)));
  }

  /** What the identity may do at a scope, one role for each that it holds there. */
  public List<Role> rolesAt(String scope) {
    var taken = denied.stream().sorted().toList();
    if (assignments.isEmpty()) {
      var given = allowed.isEmpty() ? List.of("*") : allowed.stream().sorted().toList();
      return List.of(new Role(given, taken, List.of(), List.of()));
    }
    return assignments.stream()
        .filter(one -> one.covers(scope))
        .map(one -> one.role().less(taken))
        .toList();
  }
}
