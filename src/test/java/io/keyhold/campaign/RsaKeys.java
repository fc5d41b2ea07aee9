package io.keyhold.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * RSA keys that all stages of a campaign share, each made once: to make one takes as long as a
 * whole case.
 */
final class RsaKeys {

  private static final Map<String, JsonNode> MADE = new ConcurrentHashMap<>();

  private RsaKeys() {}

  static Stored in(Vault vault, String name) {
    return vault.keys().importKey(name, MADE.computeIfAbsent(name, other -> made()));
  }

  private static JsonNode made() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
      return new ObjectMapper()
          .createObjectNode()
          .put("kty", "RSA")
          .put("n", text(key.getModulus()))
          .put("e", text(key.getPublicExponent()))
          .put("d", text(key.getPrivateExponent()))
          .put("p", text(key.getPrimeP()))
          .put("q", text(key.getPrimeQ()))
          .put("dp", text(key.getPrimeExponentP()))
          .put("dq", text(key.getPrimeExponentQ()))
          .put("qi", text(key.getCrtCoefficient()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Big-endian without a sign, as RFC 7518 §2 wants it (Base64urlUInt). */
  private static String text(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    byte[] unsigned = java.util.Arrays.copyOfRange(bytes, from, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }
}
