package io.keyhold.azure.signin;

import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;

/**
 * Why a token is not accepted. Nothing of the token is in it but what its signature vouches for.
 */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;
  private static final String TOKEN = "token";

  private final transient Problem problem;

  Refusal(Code code, String subject, String detail) {
    super(code.text());
    this.problem = new Problem(code, subject, detail);
  }

  Problem problem() {
    return problem;
  }

  static Refusal missing() {
    return new Refusal(Code.TOKEN_MISSING, TOKEN, "there is no Authorization header");
  }

  static Refusal malformed(String detail) {
    return new Refusal(Code.TOKEN_MALFORMED, TOKEN, detail);
  }

  static Refusal unsigned() {
    return new Refusal(Code.TOKEN_UNSIGNED, TOKEN, "the token's alg is not RS256");
  }

  static Refusal wrongSignature(String detail) {
    return new Refusal(Code.TOKEN_SIGNATURE_INVALID, TOKEN, detail);
  }
}
