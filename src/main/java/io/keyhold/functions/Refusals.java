package io.keyhold.functions;

import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;

/** How a caller is refused who is not recognised, or may not do this (RFC 6750 §3). */
final class Refusals {

  private static final String SCHEME = "Bearer realm=\"keyhold\"";

  private Refusals() {}

  static HttpAnswer of(Problem problem) {
    HttpAnswer answer = HttpAnswer.problem(problem);
    return switch (answer.status()) {
      case 401, 403 -> answer.with("WWW-Authenticate", challenge(problem.code()));
      default -> problem.code().retryHelps() ? answer.with("Retry-After", "10") : answer;
    };
  }

  /** Who showed nothing is told no error (§3.1). */
  private static String challenge(Code code) {
    if (code == Code.TOKEN_MISSING) {
      return SCHEME;
    }
    String error = code == Code.ROLE_MISSING ? "insufficient_scope" : "invalid_token";
    return "%s, error=\"%s\", error_description=\"%s\"".formatted(SCHEME, error, code.text());
  }
}
