package io.keyhold.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a key store says about one version of a key or secret.
 *
 * @param version the exact version these attributes belong to
 * @param operations what the key may be used for; empty for a secret
 * @param purgeable true when somebody with the right to purge can destroy the object before its
 *     retention ends ({@code recoveryLevel} contains "Purgeable", azure-facts.md §3.3)
 */
public record KeyAttributes(
    String version,
    boolean enabled,
    Optional<Instant> notBefore,
    Optional<Instant> expires,
    Optional<Set<String>> operations,
    boolean purgeable) {
  public KeyAttributes {
    operations = operations.map(Set::copyOf);
  }
}
