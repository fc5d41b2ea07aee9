package io.keyhold.domain;

/** What came of asking a key to unwrap a BEK. The key material itself never leaves the adapter. */
public sealed interface UnwrapReading {

  /** It unwraps. */
  record Unwraps() implements UnwrapReading {}

  /** The store answered about the key itself: disabled, not permitted, wrong key. */
  record DoesNotUnwrap(Problem cause) implements UnwrapReading {}

  /** The store could not be asked, or refused to say. */
  record NoAnswer(Problem cause) implements UnwrapReading {}
}
