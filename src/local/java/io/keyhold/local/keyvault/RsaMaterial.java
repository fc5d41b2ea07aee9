package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

record RsaMaterial(String kty, RSAPublicKey publicKey, RSAPrivateCrtKey pair)
    implements KeyMaterial {

  private static final Set<Integer> SIZES = Set.of(2048, 3072, 4096);
  private static final List<String> OPERATIONS =
      List.of("encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey");

  static RsaMaterial generate(String kty, int bits) {
    requireSize(bits);
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      var pair = generator.generateKeyPair();
      return new RsaMaterial(
          kty, (RSAPublicKey) pair.getPublic(), (RSAPrivateCrtKey) pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static RsaMaterial of(String kty, JsonNode key) {
    var modulus = Base64Url.number(key, "n");
    var exponent = Base64Url.number(key, "e");
    requireSize(modulus.bitLength());
    var secret =
        new RSAPrivateCrtKeySpec(
            modulus,
            exponent,
            Base64Url.number(key, "d"),
            Base64Url.number(key, "p"),
            Base64Url.number(key, "q"),
            Base64Url.number(key, "dp"),
            Base64Url.number(key, "dq"),
            Base64Url.number(key, "qi"));
    try {
      var factory = KeyFactory.getInstance("RSA");
      return new RsaMaterial(
          kty,
          (RSAPublicKey) factory.generatePublic(new RSAPublicKeySpec(modulus, exponent)),
          (RSAPrivateCrtKey) factory.generatePrivate(secret));
    } catch (GeneralSecurityException e) {
      throw VaultError.invalidProperty();
    }
  }

  private static void requireSize(int bits) {
    if (!SIZES.contains(bits)) {
      throw VaultError.invalidProperty();
    }
  }

  @Override
  public List<String> allOperations() {
    return OPERATIONS;
  }

  @Override
  public OptionalInt bits() {
    return OptionalInt.of(publicKey.getModulus().bitLength());
  }

  @Override
  public void writePublic(ObjectNode key) {
    key.put("n", Base64Url.of(publicKey.getModulus()));
    key.put("e", Base64Url.of(publicKey.getPublicExponent()));
  }

  @Override
  public ObjectNode privateKey() {
    var key = Json.object().put("kty", kty);
    writePublic(key);
    return key.put("d", Base64Url.of(pair.getPrivateExponent()))
        .put("p", Base64Url.of(pair.getPrimeP()))
        .put("q", Base64Url.of(pair.getPrimeQ()))
        .put("dp", Base64Url.of(pair.getPrimeExponentP()))
        .put("dq", Base64Url.of(pair.getPrimeExponentQ()))
        .put("qi", Base64Url.of(pair.getCrtCoefficient()));
  }

  @Override
  public RsaMaterial another() {
    return generate(kty, publicKey.getModulus().bitLength());
  }

  /** Never shows the private half. */
  @Override
  public String toString() {
    return kty + publicKey.getModulus().bitLength();
  }
}
