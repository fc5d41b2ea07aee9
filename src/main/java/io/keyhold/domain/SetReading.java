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
   */
  record Found(
      boolean hasIdentity,
      Optional<KeyRef> activeKey,
      List<KeyRef> previousKeys,
      Optional<String> rotationError)
      implements SetReading {
    public Found {
      previousKeys = List.copyOf(previousKeys);
    }
  }

  /** There is no such set. */
  record Absent() implements SetReading {}

  /** It could not be read. */
  record NoAnswer(Problem cause) implements SetReading {}
}
