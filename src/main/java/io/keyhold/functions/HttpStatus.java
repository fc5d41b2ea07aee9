package io.keyhold.functions;

import io.keyhold.domain.Code;
import java.util.EnumMap;
import java.util.Map;

/**
 * The HTTP status of a problem. What a caller can cause is below 500; what is not named here is a
 * state of things that forbids what was asked for: 409.
 */
final class HttpStatus {

  private static final int CONFLICT = 409;
  private static final Map<Code, Integer> OTHERS = others();

  private HttpStatus() {}

  static int of(Code code) {
    return OTHERS.getOrDefault(code, CONFLICT);
  }

  private static Map<Code, Integer> others() {
    Map<Code, Integer> statuses = new EnumMap<>(Code.class);
    statuses.put(Code.MALFORMED_REQUEST, 400);
    statuses.put(Code.MALFORMED_ID, 400);
    statuses.put(Code.BODY_REQUIRED, 400);
    statuses.put(Code.INVALID_MEMBER, 400);
    statuses.put(Code.TOKEN_MISSING, 401);
    statuses.put(Code.TOKEN_MALFORMED, 401);
    statuses.put(Code.TOKEN_UNSIGNED, 401);
    statuses.put(Code.TOKEN_SIGNATURE_INVALID, 401);
    statuses.put(Code.TOKEN_FOREIGN_TENANT, 401);
    statuses.put(Code.TOKEN_WRONG_AUDIENCE, 401);
    statuses.put(Code.TOKEN_EXPIRED, 401);
    statuses.put(Code.TOKEN_NOT_YET_VALID, 401);
    statuses.put(Code.ROLE_MISSING, 403);
    statuses.put(Code.CLOUD_DENIED, 403);
    statuses.put(Code.NOT_FOUND, 404);
    statuses.put(Code.METHOD_NOT_ALLOWED, 405);
    statuses.put(Code.BODY_TOO_LARGE, 413);
    statuses.put(Code.CHAIN_BROKEN, 500);
    statuses.put(Code.INTERNAL_ERROR, 500);
    statuses.put(Code.CLOUD_THROTTLED, 503);
    statuses.put(Code.CLOUD_TIMEOUT, 503);
    statuses.put(Code.CLOUD_UNREACHABLE, 503);
    statuses.put(Code.CLOUD_ERROR, 503);
    statuses.put(Code.POLICIES_INVALID, 503);
    statuses.put(Code.POLICIES_UNREADABLE, 503);
    statuses.put(Code.SETTINGS_INVALID, 503);
    statuses.put(Code.SIGN_IN_KEYS_UNREACHABLE, 503);
    statuses.put(Code.SIGN_IN_NOT_SET_UP, 503);
    return statuses;
  }
}
