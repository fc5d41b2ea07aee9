package io.keyhold.azure.keyvault;

import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import io.keyhold.azure.http.Trouble;
import io.keyhold.azure.http.Troubles;
import io.keyhold.domain.Code;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Text;
import io.keyhold.domain.UnwrapReading;
import java.util.Optional;
import java.util.Set;

/** Lets a key unwrap a BEK, and says what the vault's answer means. */
final class Unwrapping {

  /** Azure Disk Encryption's own default (azure-facts.md §1.2). */
  private static final String USUAL = "RSA-OAEP";

  private static final Set<String> KNOWN = Set.of("RSA-OAEP", "RSA-OAEP-256", "RSA1_5");

  private final VaultClients clients;

  Unwrapping(VaultClients clients) {
    this.clients = clients;
  }

  UnwrapReading unwrap(KeyRef kek, SecretValues.Wrapped wrapped, KeyRef bek) {
    String algorithm = wrapped.algorithm().orElse(USUAL);
    if (!KNOWN.contains(algorithm)) {
      return doesNot(
          Code.UNWRAP_FAILED, bek, "the BEK is said to be wrapped with " + Text.shown(algorithm));
    }
    if (wrapped.bytes().isEmpty()) {
      return doesNot(Code.UNWRAP_FAILED, bek, "the value of the BEK's secret is not base64url");
    }
    return ask(kek, wrapped.bytes().get(), KeyWrapAlgorithm.fromString(algorithm));
  }

  private UnwrapReading ask(KeyRef kek, byte[] wrapped, KeyWrapAlgorithm algorithm) {
    try {
      byte[] bek = clients.cryptography(kek).unwrapKey(algorithm, wrapped).getKey();
      boolean something = bek != null && bek.length > 0;
      Optional.ofNullable(bek).ifPresent(SecretValues::wipe);
      return something
          ? new UnwrapReading.Unwraps()
          : doesNot(Code.UNWRAP_FAILED, kek, "the vault unwrapped nothing");
    } catch (RuntimeException failure) {
      return read(Troubles.of(failure), kek);
    }
  }

  static UnwrapReading read(Trouble trouble, KeyRef kek) {
    if (trouble instanceof Trouble.Answered answer) {
      if (answer.says("KeyDisabled")) {
        return doesNot(Code.KEY_DISABLED, kek, kek.url() + " is disabled");
      }
      if (answer.says("KeyOperationForbidden")) {
        return doesNot(Code.UNWRAP_NOT_PERMITTED, kek, answer.shown());
      }
      if (answer.status() == 400 && answer.says("BadParameter")) {
        return doesNot(Code.UNWRAP_FAILED, kek, answer.shown());
      }
    }
    return new UnwrapReading.NoAnswer(VaultProblems.of(trouble, kek, DataAction.UNWRAP));
  }

  static UnwrapReading doesNot(Code code, KeyRef ref, String detail) {
    return new UnwrapReading.DoesNotUnwrap(VaultProblems.problem(code, ref, detail));
  }
}
