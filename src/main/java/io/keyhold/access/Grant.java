package io.keyhold.access;

import java.util.List;

/**
 * What an app may do at all places of one kind.
 *
 * @param unwrapOnly true for what is given only where a policy checks by unwrapping
 * @param why one sentence for whoever gives the rights
 * @param actions of ARM
 * @param dataActions in the service itself
 * @param keyPermissions the same in a vault with access policies
 * @param secretPermissions likewise
 */
public record Grant(
    ScopeKind scope,
    boolean unwrapOnly,
    String why,
    List<String> actions,
    List<String> dataActions,
    List<String> keyPermissions,
    List<String> secretPermissions) {
  public Grant {
    actions = List.copyOf(actions);
    dataActions = List.copyOf(dataActions);
    keyPermissions = List.copyOf(keyPermissions);
    secretPermissions = List.copyOf(secretPermissions);
  }
}
