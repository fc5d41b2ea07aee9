package io.keyhold.domain;

import java.util.List;
import java.util.Optional;

/** What Azure answered when asked for a disk encryption set. */
public sealed interface SetReading {

  /**
   * The set as it stands.
   *
   * @param hasIdentity a set can lose its identity and still be Succeeded
   * @param activeKey the URL of the key in use, versioned; empty if none is named or it is
   *     unreadable
   * @param previousKeys still in use while a rotation runs
   * @param rotationError {@code autoKeyRotationError}, if the last rotation failed
   * @param region where it is, as Azure writes it; empty where that was not said
   * @param doubled true when it encrypts with the platform's key as well
   */
  record Found(
      boolean hasIdentity,
      Optional<KeyRef> activeKey,
      List<KeyRef> previousKeys,
      Optional<String> rotationError,
      String region,
      boolean doubled)
      implements SetReading {
    public Found {
      previousKeys = List.copyOf(previousKeys);
    }

    /** A set with customer keys alone, of which nobody asks where it is. */
    public Found(
        boolean hasIdentity,
        Optional<KeyRef> activeKey,
        List<KeyRef> previousKeys,
        Optional<String> rotationError) {
      this(hasIdentity, activeKey, previousKeys, rotationError, "", false);
    }
  }

  /** There is no such set. */
  record Absent() implements SetReading {}

  /** It could not be read. */
  record NoAnswer(Problem cause) implements SetReading {}
}
