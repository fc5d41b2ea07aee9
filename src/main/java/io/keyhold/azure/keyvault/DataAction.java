package io.keyhold.azure.keyvault;

import io.keyhold.domain.KeyRef;

/**
 * The rights that Keyhold's calls to a vault need: the data action of a role, and the permission of
 * an access policy (azure-facts.md §3.4, §8.1).
 */
enum DataAction {
  READ_KEY("Microsoft.KeyVault/vaults/keys/read", "key permission get"),
  READ_SECRET_METADATA(
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action", "secret permission list"),
  READ_DELETED_SECRET(
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action", "secret permission get"),
  GET_SECRET("Microsoft.KeyVault/vaults/secrets/getSecret/action", "secret permission get"),
  UNWRAP("Microsoft.KeyVault/vaults/keys/unwrap/action", "key permission unwrapKey");

  private final String role;
  private final String policy;

  DataAction(String role, String policy) {
    this.role = role;
    this.policy = policy;
  }

  /** Which right is missing, and where. */
  String missingOn(KeyRef ref) {
    if (ref.inManagedHsm()) {
      return role.replace("/vaults/", "/managedHsm/")
          + (role.endsWith("/action") ? "" : "/action")
          + " (local role-based access) is missing on the managed HSM "
          + ref.vault();
    }
    return role
        + " is missing on the vault "
        + ref.vault()
        + " (where access policies are used: "
        + policy
        + ")";
  }
}
