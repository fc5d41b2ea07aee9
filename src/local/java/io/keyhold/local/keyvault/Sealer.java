package io.keyhold.local.keyvault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts backup blobs into something of the form of a compact JWE. The header says what the
 * service says; inside it is AES-GCM under a key that lives as long as the local Azure.
 */
final class Sealer {

  private static final int TAG_BITS = 128;
  private static final int NONCE_BYTES = 12;
  private static final int WRAPPED_KEY_BYTES = 256;

  private final SecureRandom random = new SecureRandom();
  private final SecretKey key = newKey();
  private final String header =
      Base64Url.of(
          Json.bytes(
              Json.object()
                  .put("kid", UUID.randomUUID().toString())
                  .put("alg", "RSA-OAEP-256")
                  .put("enc", "A256CBC-HS512")));

  String seal(byte[] content) {
    var nonce = random(NONCE_BYTES);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, content).orElseThrow();
    int end = sealed.length - TAG_BITS / 8;
    return String.join(
        ".",
        header,
        Base64Url.of(random(WRAPPED_KEY_BYTES)),
        Base64Url.of(nonce),
        Base64Url.of(Arrays.copyOf(sealed, end)),
        Base64Url.of(Arrays.copyOfRange(sealed, end, sealed.length)));
  }

  /** Empty when the text was not sealed here or was changed. */
  Optional<byte[]> open(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 5) {
      return Optional.empty();
    }
    var nonce = Base64Url.bytes(parts[2]).filter(bytes -> bytes.length == NONCE_BYTES);
    var content = Base64Url.bytes(parts[3]);
    var tag = Base64Url.bytes(parts[4]);
    return nonce.flatMap(
        n -> content.flatMap(c -> tag.flatMap(t -> run(Cipher.DECRYPT_MODE, n, joined(c, t)))));
  }

  private Optional<byte[]> run(int mode, byte[] nonce, byte[] input) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
      return Optional.of(cipher.doFinal(input));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private byte[] random(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var result = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, result, first.length, second.length);
    return result;
  }

  private static SecretKey newKey() {
    try {
      var generator = KeyGenerator.getInstance("AES");
      generator.init(256);
      return generator.generateKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
