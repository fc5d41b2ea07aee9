package io.keyhold.azure.keyvault;

import com.azure.core.util.Context;
import com.azure.security.keyvault.keys.models.KeyOperation;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import io.keyhold.domain.KeyAttributes;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads keys. A disabled key is answered like any other, with {@code enabled: false}, and without a
 * version the newest one is answered even when it is disabled (exchanges-keyvault, question 1).
 */
final class KeyReads {

  private final VaultClients clients;

  KeyReads(VaultClients clients) {
    this.clients = clients;
  }

  KeyReading.Found read(KeyRef ref) {
    return new KeyReading.Found(
        attributes(
            clients
                .keys(ref)
                .getKeyWithResponse(ref.name(), ref.version().orElse(null), Context.NONE)
                .getValue()));
  }

  /** The deleted key; a failure with 404 when there is none. */
  KeyReading.Deleted deleted(KeyRef ref) {
    OffsetDateTime purge =
        clients
            .keys(ref)
            .getDeletedKeyWithResponse(ref.name(), Context.NONE)
            .getValue()
            .getScheduledPurgeDate();
    return new KeyReading.Deleted(Optional.ofNullable(purge).map(OffsetDateTime::toInstant));
  }

  private static KeyAttributes attributes(KeyVaultKey key) {
    KeyProperties is = key.getProperties();
    Set<String> operations =
        Optional.ofNullable(key.getKeyOperations()).stream()
            .flatMap(java.util.Collection::stream)
            .map(KeyOperation::toString)
            .collect(Collectors.toUnmodifiableSet());
    return new KeyAttributes(
        is.getVersion(),
        Boolean.TRUE.equals(is.isEnabled()),
        instant(is.getNotBefore()),
        instant(is.getExpiresOn()),
        Optional.of(operations),
        purgeable(is.getRecoveryLevel()));
  }

  static Optional<Instant> instant(OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  /** A vault that names no level is one without soft delete: there everything can be destroyed. */
  static boolean purgeable(String recoveryLevel) {
    return recoveryLevel == null || recoveryLevel.contains("Purgeable");
  }
}
