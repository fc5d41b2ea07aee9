package io.keyhold.local.identity;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * One identity and what it may not do. Actions are written as Azure's roles write them, such as
 * {@code Microsoft.Compute/snapshots/write}, and may contain {@code *}.
 */
public final class Identity {

  private final String clientId;
  private final Set<String> denied = ConcurrentHashMap.newKeySet();
  private final Set<String> allowed = ConcurrentHashMap.newKeySet();

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

  /** Everything is allowed again. */
  public Identity allowAll() {
    denied.clear();
    allowed.clear();
    return this;
  }

  /** Whether the identity has the right to an action, compared without case. */
  public boolean may(String action) {
    return denied.stream().noneMatch(pattern -> matches(pattern, action))
        && (allowed.isEmpty() || allowed.stream().anyMatch(pattern -> matches(pattern, action)));
  }

  private static boolean matches(String pattern, String action) {
    var regex = "\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E";
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(action).matches();
  }
}
