package io.keyhold.local.keyvault;

/**
 * What a call needs, in the words of both models.
 *
 * @param action the data action of a role assignment, such as
 *     "Microsoft.KeyVault/vaults/keys/unwrap/action"
 * @param permission the same in an access policy, such as "unwrapKey"
 */
record Right(Kind kind, String action, String permission) {

  static Right of(Kind kind, String rest, String permission) {
    return new Right(
        kind, "Microsoft.KeyVault/vaults/" + kind.collection() + "/" + rest, permission);
  }

  static Right read(Kind kind, String permission) {
    return switch (kind) {
      case KEY -> of(kind, "read", permission);
      case SECRET -> of(kind, "readMetadata/action", permission);
    };
  }

  static Right rotationPolicy(boolean write) {
    return new Right(
        Kind.KEY,
        "Microsoft.KeyVault/vaults/keyrotationpolicies/" + (write ? "write" : "read"),
        write ? "setrotationpolicy" : "getrotationpolicy");
  }
}
