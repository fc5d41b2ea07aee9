package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;

/** Base64url without padding, the only form in which Key Vault carries bytes. */
final class Base64Url {

  private Base64Url() {}

  static String of(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A number as JSON Web Keys write it: without a sign byte. */
  static String of(BigInteger number) {
    return of(number, (number.bitLength() + 7) / 8);
  }

  static String of(BigInteger number, int length) {
    var signed = number.toByteArray();
    var result = new byte[length];
    int count = Math.min(length, signed.length);
    System.arraycopy(signed, signed.length - count, result, length - count, count);
    return of(result);
  }

  static Optional<byte[]> bytes(String text) {
    return text.matches("[A-Za-z0-9_-]*") ? decoded(text) : Optional.empty();
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A required number of a JSON Web Key. */
  static BigInteger number(JsonNode key, String member) {
    return Json.text(key, member)
        .flatMap(Base64Url::bytes)
        .map(bytes -> new BigInteger(1, bytes))
        .orElseThrow(VaultError::invalidProperty);
  }
}
