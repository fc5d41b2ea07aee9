package io.keyhold.local.keyvault;

import io.keyhold.local.http.Caller;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import java.util.Optional;

/** The 401 of a call without a token that fits: it tells the client where to get one. */
record Challenge(VaultSettings vault, String callersTenant) {

  /** Empty when the caller may go on. */
  Optional<Response> to(Request request) {
    Caller caller = request.caller();
    if (!caller.authenticated()) {
      return refuse(
          request
              .header("authorization")
              .map(Challenge::doesNotHold)
              .orElse("AKV10000: Request is missing a Bearer, PoP, or MTLS_POP token."));
    }
    if (!caller.holdsTokenFor(vault.audience())) {
      return refuse(
          "AKV10022: Invalid audience. Expected %s, found: %s."
              .formatted(vault.audience(), caller.audience()));
    }
    if (!vault.tenant().equalsIgnoreCase(callersTenant)) {
      return refuse(
          "AKV10032: Invalid issuer. Expected one of https://sts.windows.net/%s/, found https://sts.windows.net/%s/."
              .formatted(vault.tenant(), callersTenant));
    }
    return Optional.empty();
  }

  /**
   * The kernel does not say what is wrong with a token; most that are wrong are not signed here.
   */
  private static String doesNotHold(String authorization) {
    String header = authorization.replaceFirst("(?i)^Bearer ", "").split("\\.", 2)[0];
    return "AKV10046: Unable to resolve the key used for signature validation. EncodedJwtHeader: '"
        + header
        + "'.";
  }

  private Optional<Response> refuse(String message) {
    var challenge =
        "Bearer authorization=\"https://login.microsoftonline.com/%s\", resource=\"%s\""
            .formatted(vault.tenant(), vault.audience());
    return Optional.of(
        new VaultError(401, "Unauthorized", message, Optional.empty())
            .answer()
            .with("WWW-Authenticate", challenge));
  }
}
