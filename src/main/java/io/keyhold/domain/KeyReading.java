package io.keyhold.domain;

import java.time.Instant;
import java.util.Optional;

/** What a key store answered when asked for one key or secret; the raw fact, not yet a finding. */
public sealed interface KeyReading {

  /** The version exists. That alone proves nothing: it may be disabled. */
  record Found(KeyAttributes attributes) implements KeyReading {}

  /** The object is soft-deleted. */
  record Deleted(Optional<Instant> scheduledPurge) implements KeyReading {}

  /** The vault itself is soft-deleted. */
  record VaultDeleted(Optional<Instant> scheduledPurge) implements KeyReading {}

  /**
   * The version was not found, and the object was not found among the deleted ones. In the seconds
   * after a delete both answers are the same for an object that can still be recovered, so one such
   * reading is not yet a loss.
   */
  record Absent() implements KeyReading {}

  /** The store could not be asked, or refused to say. */
  record NoAnswer(Problem cause) implements KeyReading {}
}
