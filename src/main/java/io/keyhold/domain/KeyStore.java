package io.keyhold.domain;

/**
 * The store in which keys and secrets are kept. Implementations may be called by several threads at
 * once, never wait longer than their own HTTP time-out and retries, and never throw for an answer
 * of the store: whatever it says or fails to say is a reading.
 */
public interface KeyStore {

  /**
   * Reads the attributes of a key or secret, without its material.
   *
   * @param ref with a version: exactly that version. Without one: the current version, which is the
   *     newest by time of creation even when it is disabled, as the store itself resolves it
   */
  KeyReading read(KeyRef ref);

  /**
   * Reads the secret {@code bek} and lets {@code kek} unwrap it, which needs the right to key
   * material; what comes out is wiped at once.
   */
  UnwrapReading unwrap(KeyRef kek, KeyRef bek);

  /**
   * Reads the secret {@code secret} itself, which needs the right to key material; what comes out
   * is wiped at once. {@link UnwrapReading.Unwraps} means that it could be read and is not empty.
   */
  UnwrapReading open(KeyRef secret);
}
