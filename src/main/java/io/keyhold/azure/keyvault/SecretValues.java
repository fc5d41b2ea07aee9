package io.keyhold.azure.keyvault;

import com.azure.core.util.Context;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import io.keyhold.domain.KeyRef;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The only class that sees the value of a secret. The SDK hands it over as a String, which nobody
 * can wipe; here it becomes bytes at once, and they are wiped when whoever asked is done with them.
 * Nothing of a value gets into a message, a log or an exception.
 */
final class SecretValues {

  /** In which wrapping algorithm the BEK was wrapped; set by Azure Disk Encryption. */
  private static final String ALGORITHM_TAG = "DiskEncryptionKeyEncryptionAlgorithm";

  private final VaultClients clients;

  SecretValues(VaultClients clients) {
    this.clients = clients;
  }

  /**
   * A wrapped BEK.
   *
   * @param bytes the wrapped key; wiped when the call that lends it returns. Empty when the value
   *     is not base64url
   * @param algorithm from the secret's tag, if it has one
   */
  record Wrapped(Optional<byte[]> bytes, Optional<String> algorithm) {
    @Override
    public String toString() {
      return "Wrapped[algorithm=" + algorithm + "]";
    }
  }

  /** Lends the wrapped BEK of this secret to {@code use}. */
  <T> T withWrapped(KeyRef secret, Function<Wrapped, T> use) {
    KeyVaultSecret found = get(secret);
    byte[] text = bytes(found);
    Optional<byte[]> wrapped = decoded(text);
    try {
      return use.apply(new Wrapped(wrapped, algorithm(found)));
    } finally {
      wipe(text);
      wrapped.ifPresent(SecretValues::wipe);
    }
  }

  /** True when the secret has a value. */
  boolean isPresent(KeyRef secret) {
    byte[] text = bytes(get(secret));
    boolean present = text.length > 0;
    wipe(text);
    return present;
  }

  private KeyVaultSecret get(KeyRef secret) {
    return clients
        .secrets(secret)
        .getSecretWithResponse(secret.name(), secret.version().orElse(null), Context.NONE)
        .getValue();
  }

  private static byte[] bytes(KeyVaultSecret secret) {
    String value = secret.getValue();
    return value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
  }

  /** What wrapKey returned was stored as base64url; tools may have padded it. */
  private static Optional<byte[]> decoded(byte[] text) {
    try {
      byte[] wrapped = Base64.getUrlDecoder().decode(text);
      return wrapped.length == 0 ? Optional.empty() : Optional.of(wrapped);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Optional<String> algorithm(KeyVaultSecret secret) {
    Map<String, String> tags = secret.getProperties().getTags();
    return Optional.ofNullable(tags)
        .map(all -> all.get(ALGORITHM_TAG))
        .map(String::strip)
        .filter(name -> !name.isEmpty());
  }

  static void wipe(byte[] bytes) {
    Arrays.fill(bytes, (byte) 0);
  }
}
