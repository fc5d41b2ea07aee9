package io.keyhold.azure.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.local.identity.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What somebody makes of a real token who wants in and has none of the tenant's private keys. */
public final class Forged {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Forged() {}

  /** {@code alg: none}, and no signature. */
  public static String unsigned(String token, String none) {
    return header("{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}") + "." + content(token) + ".";
  }

  /** Another algorithm in the header, and the signature as it was. */
  public static String renamed(String token, String algorithm, SigningKey key) {
    return header(algorithm, key) + "." + content(token) + "." + token.split("\\.")[2];
  }

  /** Signed with the public key as the secret of HS256, for those who let the token choose. */
  public static String withThePublicKeyAsSecret(String token, SigningKey key) {
    String content = header("HS256", key) + "." + content(token);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.pair().getPublic().getEncoded(), "HmacSHA256"));
      byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + ENCODER.encodeToString(signature);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** What the token says, signed by another key under the name of the right one. */
  public static String by(SigningKey other, String token, SigningKey named) {
    return new SigningKey(named.id(), other.pair()).sign(claims(token));
  }

  /** Other claims under the old signature. */
  public static String changed(String token, String before, String after) {
    String[] parts = token.split("\\.");
    return parts[0]
        + "."
        + header(claims(token).toString().replace(before, after))
        + "."
        + parts[2];
  }

  static JsonNode claims(String token) {
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(content(token)));
    } catch (java.io.IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static String header(String algorithm, SigningKey key) {
    return header("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + key.id() + "\"}");
  }

  private static String header(String json) {
    return ENCODER.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String content(String token) {
    return token.split("\\.")[1];
  }
}
