package io.keyhold.domain;

import java.util.Arrays;
import java.util.Optional;

/**
 * The rights to what is inside vaults and containers that Keyhold's calls need: the data action of
 * a role, and in a vault with access policies the permission (azure-facts.md §3.4, §8.1).
 */
public enum DataRight {
  READ_KEY("Microsoft.KeyVault/vaults/keys/read", "key", "get"),
  READ_SECRET_METADATA("Microsoft.KeyVault/vaults/secrets/readMetadata/action", "secret", "list"),
  UNWRAP("Microsoft.KeyVault/vaults/keys/unwrap/action", "key", "unwrapKey"),
  GET_SECRET("Microsoft.KeyVault/vaults/secrets/getSecret/action", "secret", "get"),
  READ_BLOB("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read", "", ""),
  WRITE_BLOB("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write", "", ""),
  DELETE_BLOB("Microsoft.Storage/storageAccounts/blobServices/containers/blobs/delete", "", "");

  private final String action;
  private final String of;
  private final String permission;

  DataRight(String action, String of, String permission) {
    this.action = action;
    this.of = of;
    this.permission = permission;
  }

  /** The right of this data action; empty for one that no call of Keyhold needs. */
  public static Optional<DataRight> of(String action) {
    return Arrays.stream(values())
        .filter(right -> right.action.equalsIgnoreCase(action))
        .findFirst();
  }

  /** As a role names it. */
  public String action() {
    return action;
  }

  /**
   * As an access policy names it, such as {@code key permission get}; empty where there is none.
   */
  public String permission() {
    return permission.isEmpty() ? "" : of + " permission " + permission;
  }

  public boolean ofVault() {
    return !permission.isEmpty();
  }
}
