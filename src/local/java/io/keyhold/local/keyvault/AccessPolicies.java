package io.keyhold.local.keyvault;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The access policies of a vault. Where none was ever given, they are not looked at. */
final class AccessPolicies {

  private final Map<String, Set<String>> byClient = new ConcurrentHashMap<>();

  /**
   * @param permissions of one caller, such as {@code keys/get}; they replace what it had
   */
  void put(String clientId, Set<String> permissions) {
    byClient.put(clientId.toLowerCase(Locale.ROOT), Set.copyOf(permissions));
  }

  boolean allow(String clientId, Right right) {
    var wanted = right.kind().collection() + "/" + right.permission();
    return byClient.isEmpty()
        || byClient.getOrDefault(clientId.toLowerCase(Locale.ROOT), Set.of()).stream()
            .anyMatch(wanted::equalsIgnoreCase);
  }
}
