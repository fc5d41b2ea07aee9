package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Sets the stage for keys. */
public final class KeyStage extends ObjectStage<KeyVersion> {

  KeyStage(Vault vault, Shelf<KeyVersion> shelf) {
    super(vault, shelf);
  }

  /** A new RSA key, or a new version of the one of that name, that may do everything. */
  public Stored generate(String name, int bits) {
    return put(name, RsaMaterial.generate("RSA", bits));
  }

  /** A key that was made elsewhere, as a JSON Web Key with its private members. */
  public Stored importKey(String name, JsonNode privateKey) {
    return put(name, KeyMaterial.of(privateKey));
  }

  /** Limits what a version may do, such as to "wrapKey" alone. */
  public void operations(String name, String version, List<String> operations) {
    change(name, version, before -> before.with(operations));
  }

  /** Wraps bytes as the vault would, whatever the state of the key. */
  public byte[] wrap(String name, String version, String algorithm, byte[] bytes) {
    return cipher(algorithm).close(rsa(name, version), bytes);
  }

  /** Unwraps what was wrapped with this very version. */
  public byte[] unwrap(String name, String version, String algorithm, byte[] wrapped) {
    return cipher(algorithm).open(rsa(name, version), wrapped);
  }

  private Stored put(String name, KeyMaterial material) {
    return add(
        name,
        now ->
            new KeyVersion(
                Version.newId(),
                material,
                material.allOperations(),
                Attributes.createdAt(now),
                Optional.empty()));
  }

  private static RsaCipher cipher(String algorithm) {
    return RsaCipher.named(algorithm)
        .orElseThrow(() -> new IllegalArgumentException("Not an RSA algorithm: " + algorithm));
  }

  private RsaMaterial rsa(String name, String version) {
    return switch (get(name, version).material()) {
      case RsaMaterial rsa -> rsa;
      case EcMaterial ec -> throw new IllegalArgumentException(name + " is not an RSA key");
    };
  }
}
