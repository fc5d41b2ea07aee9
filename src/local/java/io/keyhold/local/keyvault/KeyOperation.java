package io.keyhold.local.keyvault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be asked of a key's mathematics. */
enum KeyOperation {
  ENCRYPT("encrypt", false),
  DECRYPT("decrypt", true),
  SIGN("sign", false),
  VERIFY("verify", true),
  WRAP("wrapKey", false),
  UNWRAP("unwrapKey", true);

  private final String word;
  private final boolean allowedOutOfDate;

  KeyOperation(String word, boolean allowedOutOfDate) {
    this.word = word;
    this.allowedOutOfDate = allowedOutOfDate;
  }

  /** As in key_ops, in messages and, in small letters, in the path. */
  String word() {
    return word;
  }

  /** An expired or not yet valid key still opens and verifies what it once closed. */
  boolean allowedOutOfDate() {
    return allowedOutOfDate;
  }

  Right right() {
    String action =
        switch (this) {
          case ENCRYPT -> "encrypt";
          case DECRYPT -> "decrypt";
          case SIGN -> "sign";
          case VERIFY -> "verify";
          case WRAP -> "wrap";
          case UNWRAP -> "unwrap";
        };
    return Right.of(Kind.KEY, action + "/action", word);
  }

  static Optional<KeyOperation> named(String segment) {
    return Arrays.stream(values())
        .filter(operation -> operation.word.toLowerCase(Locale.ROOT).equals(segment))
        .findFirst();
  }
}
