package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A key on a curve: it signs, but can wrap nothing, so no disk depends on one. */
record EcMaterial(String kty, String curve, ECPublicKey publicKey, ECPrivateKey pair)
    implements KeyMaterial {

  private static final Map<String, String> CURVES =
      Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

  static EcMaterial generate(String kty, String curve) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(javaName(curve)));
      var pair = generator.generateKeyPair();
      return new EcMaterial(
          kty, curve, (ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static EcMaterial of(String kty, JsonNode key) {
    String curve = Json.text(key, "crv").orElseThrow(VaultError::invalidProperty);
    var point = new ECPoint(Base64Url.number(key, "x"), Base64Url.number(key, "y"));
    var secret = Base64Url.number(key, "d");
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(javaName(curve)));
      var field = parameters.getParameterSpec(ECParameterSpec.class);
      var factory = KeyFactory.getInstance("EC");
      return new EcMaterial(
          kty,
          curve,
          (ECPublicKey) factory.generatePublic(new ECPublicKeySpec(point, field)),
          (ECPrivateKey) factory.generatePrivate(new ECPrivateKeySpec(secret, field)));
    } catch (GeneralSecurityException e) {
      throw VaultError.invalidProperty();
    }
  }

  private static String javaName(String curve) {
    if (!CURVES.containsKey(curve)) {
      throw VaultError.invalidProperty();
    }
    return CURVES.get(curve);
  }

  @Override
  public List<String> allOperations() {
    return List.of("sign", "verify");
  }

  @Override
  public OptionalInt bits() {
    return OptionalInt.empty();
  }

  @Override
  public void writePublic(ObjectNode key) {
    int length = (publicKey.getParams().getCurve().getField().getFieldSize() + 7) / 8;
    key.put("crv", curve);
    key.put("x", Base64Url.of(publicKey.getW().getAffineX(), length));
    key.put("y", Base64Url.of(publicKey.getW().getAffineY(), length));
  }

  @Override
  public ObjectNode privateKey() {
    var key = Json.object().put("kty", kty);
    writePublic(key);
    return key.put("d", Base64Url.of(pair.getS()));
  }

  @Override
  public EcMaterial another() {
    return generate(kty, curve);
  }

  /** Never shows the private half. */
  @Override
  public String toString() {
    return kty + " " + curve;
  }
}
