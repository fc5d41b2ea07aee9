package io.keyhold.local.fleet;

import io.keyhold.local.arm.Ade;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The vault of the sample fleet, and keys in the forms in which Azure Disk Encryption leaves them
 * there.
 */
final class SampleKeys {
  private static final String ALGORITHM = "RSA-OAEP";

  private final Vault vault;

  SampleKeys(Vault vault) {
    this.vault = vault;
  }

  /** An RSA key of 2048 bits, which takes the least time to make. */
  Ade.Reference key(String name) {
    return reference(vault.keys().generate(name, 2048));
  }

  /** A BEK alone: the base64 text of the pass phrase. */
  Ade.Reference bek(String machine, byte[] passphrase) {
    String value = Base64.getEncoder().encodeToString(passphrase);
    return reference(
        vault.secrets().set("bek-" + machine, value, Optional.of("BEK"), tags(machine)));
  }

  /** A BEK that a KEK wraps: the base64url text of the wrapped pass phrase. */
  Ade.Reference wrappedBek(String machine, byte[] passphrase, Stored kek) {
    byte[] wrapped = vault.keys().wrap(kek.name(), kek.version(), ALGORITHM, passphrase);
    Map<String, String> tags = new TreeMap<>(tags(machine));
    tags.put("DiskEncryptionKeyEncryptionKeyURL", kek.id());
    tags.put("DiskEncryptionKeyEncryptionAlgorithm", ALGORITHM);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(wrapped);
    return reference(
        vault.secrets().set("bek-" + machine, value, Optional.of("Wrapped BEK"), tags));
  }

  /**
   * A pass phrase that its owner put there by hand; gives the secret's URL without a version, as a
   * tag names it.
   */
  String passphrase(String name, byte[] passphrase) {
    vault.secrets().set(name, new String(passphrase, StandardCharsets.UTF_8));
    return "https://" + vault.settings().host() + "/secrets/" + name;
  }

  Ade.Reference reference(Stored stored) {
    return new Ade.Reference(stored.id(), vault.settings().resourceId());
  }

  private static Map<String, String> tags(String machine) {
    return Map.of("MachineName", machine, "DiskEncryptionKeyFileName", "LinuxPassPhraseFileName");
  }
}
