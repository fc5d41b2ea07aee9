package io.keyhold.local.keyvault;

/** What callers may do in all vaults, besides what single vaults deny. Asked at every call. */
@FunctionalInterface
public interface Rights {

  /**
   * @param action a data action, such as "Microsoft.KeyVault/vaults/keys/read"
   */
  boolean may(String clientId, String action);
}
