package io.keyhold.azure.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token as a caller showed it. The classes of the JOSE library that are used here bring nothing
 * that a native executable would have to look up by reflection, and no optional algorithm.
 */
final class Token {

  /**
   * The host takes headers of 32 KB in all; a token with the most groups that Entra names has 10.
   */
  private static final int LONGEST = 16 * 1024;

  private static final Pattern SHOWN =
      Pattern.compile("(?i:Bearer) +([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]*)");

  private final SignedJWT jwt;

  private Token(SignedJWT jwt) {
    this.jwt = jwt;
  }

  /**
   * Reads one, and believes nothing of it yet.
   *
   * <p>Only RS256, the one algorithm with which Entra signs
   * (`id_token_signing_alg_values_supported` of its metadata): a list of one leaves nobody a
   * choice, neither {@code none} nor HS256 with the public key as its secret.
   *
   * @param authorization the values of the Authorization headers
   * @throws Refusal when there is not one token that Entra might have signed
   */
  static Token read(List<String> authorization) throws Refusal {
    if (authorization.isEmpty()) {
      throw Refusal.missing();
    }
    if (authorization.size() > 1 || authorization.getFirst().length() > LONGEST) {
      throw Refusal.malformed("there is more than one Authorization header, or a very long one");
    }
    Matcher shown = SHOWN.matcher(authorization.getFirst().strip());
    if (!shown.matches()) {
      throw Refusal.malformed("the Authorization header is not: Bearer, and three parts with dots");
    }
    try {
      Base64URL header = new Base64URL(shown.group(1));
      if (!isRs256(header)) {
        throw Refusal.unsigned();
      }
      return new Token(
          new SignedJWT(header, new Base64URL(shown.group(2)), new Base64URL(shown.group(3))));
    } catch (ParseException unreadable) {
      throw Refusal.malformed("the token is not in the form of RFC 7519");
    }
  }

  private static boolean isRs256(Base64URL header) throws ParseException {
    Object algorithm = JSONObjectUtils.parse(header.decodeToString()).get("alg");
    return JWSAlgorithm.RS256.getName().equals(algorithm);
  }

  /** Which key is said to have signed it. */
  String keyId() throws Refusal {
    String id = jwt.getHeader().getKeyID();
    if (id == null || id.isEmpty()) {
      throw Refusal.malformed("the token does not say which key has signed it");
    }
    return id;
  }

  /**
   * What it says.
   *
   * @throws Refusal when this key has not signed exactly that
   */
  JWTClaimsSet claims(RSAPublicKey key) throws Refusal {
    try {
      if (!jwt.verify(new RSASSAVerifier(key))) {
        throw Refusal.wrongSignature("the signature is not that of the key that the token names");
      }
      return jwt.getJWTClaimsSet();
    } catch (JOSEException unverifiable) {
      throw Refusal.wrongSignature("the signature cannot be checked");
    } catch (ParseException unreadable) {
      throw Refusal.malformed("what the token says is not in the form of RFC 7519");
    }
  }
}
