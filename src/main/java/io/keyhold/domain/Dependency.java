package io.keyhold.domain;

import java.util.Optional;

/** One thing that must exist and answer for a recovery point to be opened. */
public sealed interface Dependency {

  /** This version of a secret, for ever: rotation later does not help the point. */
  record ExactSecret(KeyRef secret) implements Dependency {}

  /** This version of a key, for ever, because it wraps {@code bek}. */
  record ExactKey(KeyRef kek, KeyRef bek) implements Dependency {}

  /** A disk encryption set and whatever key it uses now: a rotation re-keys the snapshots. */
  record EncryptionSet(ArmId set) implements Dependency {}

  /** The keys that a CloudLink Center hands to its machines. */
  record CloudLink(Optional<String> center) implements Dependency {}

  /** A key that is kept where Keyhold cannot look. */
  record Elsewhere(String where) implements Dependency {}
}
