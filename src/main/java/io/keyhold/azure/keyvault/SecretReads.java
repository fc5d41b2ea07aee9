package io.keyhold.azure.keyvault;

import com.azure.core.util.Context;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import io.keyhold.domain.KeyAttributes;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is known about secrets without reading them: the list of versions shows attributes of
 * disabled versions too and needs no right to values.
 */
final class SecretReads {

  /**
   * Versions are listed by id, not by time; those of one second are told apart by the later change.
   */
  private static final Comparator<SecretProperties> BY_AGE =
      Comparator.comparing(SecretProperties::getCreatedOn, SecretReads::compare)
          .thenComparing(SecretProperties::getUpdatedOn, SecretReads::compare)
          .thenComparing(SecretProperties::getVersion);

  private final VaultClients clients;

  SecretReads(VaultClients clients) {
    this.clients = clients;
  }

  /**
   * The version that is meant; empty when the secret has no such version, or there is no secret.
   */
  Optional<KeyReading.Found> read(KeyRef ref) {
    List<SecretProperties> versions =
        clients.secrets(ref).listPropertiesOfSecretVersions(ref.name()).stream().toList();
    Optional<SecretProperties> meant =
        ref.version().isPresent()
            ? versions.stream()
                .filter(one -> ref.version().get().equalsIgnoreCase(one.getVersion()))
                .findFirst()
            : versions.stream().max(BY_AGE);
    return meant.map(one -> new KeyReading.Found(attributes(one)));
  }

  /** The deleted secret, without its value; a failure with 404 when there is none. */
  KeyReading.Deleted deleted(KeyRef ref) {
    OffsetDateTime purge =
        clients
            .secrets(ref)
            .getDeletedSecretWithResponse(ref.name(), Context.NONE)
            .getValue()
            .getScheduledPurgeDate();
    return new KeyReading.Deleted(KeyReads.instant(purge));
  }

  private static KeyAttributes attributes(SecretProperties is) {
    return new KeyAttributes(
        is.getVersion(),
        Boolean.TRUE.equals(is.isEnabled()),
        KeyReads.instant(is.getNotBefore()),
        KeyReads.instant(is.getExpiresOn()),
        Optional.empty(),
        KeyReads.purgeable(is.getRecoveryLevel()));
  }

  private static int compare(OffsetDateTime one, OffsetDateTime other) {
    return Comparator.nullsFirst(Comparator.<OffsetDateTime>naturalOrder()).compare(one, other);
  }
}
