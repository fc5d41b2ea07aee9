package io.keyhold.domain;

/**
 * What came of looking at something that a restore needs. Sealed, so that nobody takes what could
 * not be found out for missing, or for fine.
 */
public sealed interface Look<T> {

  record Seen<T>(T value) implements Look<T> {}

  /** Azure says that there is no such thing. */
  record Absent<T>() implements Look<T> {}

  /** It could not be looked at; the cause is one of {@link Code.Group#CLOUD}. */
  record Unknown<T>(Problem cause) implements Look<T> {}
}
