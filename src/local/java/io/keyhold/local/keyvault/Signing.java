package io.keyhold.local.keyvault;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Signatures over digests that the caller has computed. */
record Signing(KeyMaterial key, String algorithm) {

  private record Hash(String name, int length, String prefix, MGF1ParameterSpec mask) {}

  /** The prefixes are the DigestInfo headers of RFC 8017, section 9.2. */
  private static final Map<String, Hash> HASHES =
      Map.of(
          "256",
          new Hash(
              "SHA-256", 32, "3031300d060960864801650304020105000420", MGF1ParameterSpec.SHA256),
          "384",
          new Hash(
              "SHA-384", 48, "3041300d060960864801650304020205000430", MGF1ParameterSpec.SHA384),
          "512",
          new Hash(
              "SHA-512", 64, "3051300d060960864801650304020305000440", MGF1ParameterSpec.SHA512));

  private static final Map<String, String> CURVE_OF =
      Map.of("ES256", "P-256", "ES384", "P-384", "ES512", "P-521");

  byte[] sign(byte[] digest) {
    try {
      var signature = signature();
      switch (key) {
        case RsaMaterial rsa -> signature.initSign(rsa.pair());
        case EcMaterial ec -> signature.initSign(ec.pair());
      }
      signature.update(input(digest));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw VaultError.badParameter("The parameter is incorrect.\r\n");
    }
  }

  boolean verify(byte[] digest, byte[] signed) {
    try {
      var signature = signature();
      switch (key) {
        case RsaMaterial rsa -> signature.initVerify(rsa.publicKey());
        case EcMaterial ec -> signature.initVerify(ec.publicKey());
      }
      signature.update(input(digest));
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private Signature signature() throws GeneralSecurityException {
    var hash = hash();
    return switch (key) {
      case EcMaterial ec -> {
        if (!ec.curve().equals(CURVE_OF.get(algorithm))) {
          throw incompatible("uses curve '" + ec.curve() + "'");
        }
        yield Signature.getInstance("NONEwithECDSAinP1363Format");
      }
      case RsaMaterial rsa when algorithm.startsWith("RS") ->
          Signature.getInstance("NONEwithRSA", new BouncyCastleProvider());
      case RsaMaterial rsa when algorithm.startsWith("PS") -> {
        var pss = Signature.getInstance("RAWRSASSA-PSS", new BouncyCastleProvider());
        pss.setParameter(new PSSParameterSpec(hash.name(), "MGF1", hash.mask(), hash.length(), 1));
        yield pss;
      }
      case RsaMaterial rsa -> throw incompatible("uses key type 'RSA'");
    };
  }

  private byte[] input(byte[] digest) {
    var hash = hash();
    if (digest.length != hash.length()) {
      throw VaultError.badParameter("Invalid length of 'value': " + digest.length + " bytes");
    }
    return algorithm.startsWith("RS")
        ? HexFormat.of().parseHex(hash.prefix() + HexFormat.of().formatHex(digest))
        : digest;
  }

  private Hash hash() {
    if (!algorithm.matches("(RS|PS|ES)(256|384|512)")) {
      throw VaultError.invalidProperty();
    }
    return HASHES.get(algorithm.substring(2));
  }

  private VaultError incompatible(String uses) {
    return VaultError.badParameter(
        "Key and signing algorithm are incompatible. Key URL %s, and algorithm '%s' can only be used with %s."
            .formatted(
                uses,
                algorithm,
                CURVE_OF.containsKey(algorithm)
                    ? "curve '" + CURVE_OF.get(algorithm) + "'"
                    : "key type 'RSA'"));
  }
}
