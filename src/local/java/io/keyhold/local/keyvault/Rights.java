package io.keyhold.local.keyvault;

import java.util.Optional;

/** What callers may do in all vaults, besides what single vaults deny. Asked at every call. */
@FunctionalInterface
public interface Rights {

  /**
   * @param action a data action, such as "Microsoft.KeyVault/vaults/keys/read"
   * @param scope the id of the key or secret, or of the vault for a list; empty in a vault with
   *     access policies, where roles count for nothing
   */
  boolean may(String clientId, String action, Optional<String> scope);
}
