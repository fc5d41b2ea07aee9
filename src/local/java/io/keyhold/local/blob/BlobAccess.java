package io.keyhold.local.blob;

import io.keyhold.local.http.Request;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who may do what. All is allowed to every caller with a token until the stage says otherwise. */
final class BlobAccess {

  private static final String RESOURCE = "https://storage.azure.com";

  /** In each part a "*" stands for any run of characters. */
  private record Denial(String clientId, String action, String container) {
    boolean covers(String caller, String wanted, String in) {
      return matches(clientId, caller) && matches(action, wanted) && matches(container, in);
    }

    private static boolean matches(String pattern, String value) {
      String regex =
          Arrays.stream(pattern.split("\\*", -1))
              .map(Pattern::quote)
              .collect(Collectors.joining(".*"));
      return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(value).matches();
    }
  }

  private final List<Denial> denials = new CopyOnWriteArrayList<>();
  private volatile boolean firewall;
  private volatile BlobRights rights = (clientId, action, account, container) -> true;
  private final String tenant;

  BlobAccess(String tenant) {
    this.tenant = tenant;
  }

  void deny(String clientId, String action, String container) {
    denials.add(new Denial(clientId, action, container));
  }

  void allowAll() {
    denials.clear();
  }

  void rights(BlobRights decide) {
    rights = decide;
  }

  void firewall(boolean closed) {
    firewall = closed;
  }

  void admit(Request request) {
    if (firewall) {
      throw BlobError.of(
          403, "AuthorizationFailure", "This request is not authorized to perform this operation.");
    }
    boolean bearer =
        request.header("authorization").filter(text -> text.startsWith("Bearer ")).isPresent();
    if (!bearer && (request.header("authorization").isPresent() || signed(request))) {
      throw BlobError.of(
          403,
          "AuthenticationFailed",
          "Server failed to authenticate the request. Make sure the value of Authorization header"
              + " is formed correctly including the signature.");
    }
    if (!bearer) {
      throw challenge("NoAuthenticationInformation");
    }
    if (!request.caller().authenticated()) {
      throw challenge("InvalidAuthenticationInfo");
    }
    if (!audienceFits(request)) {
      throw challenge("InvalidAuthenticationInfo")
          .detail(
              "AuthenticationErrorDetail", "Audience validation failed. Audience did not match.");
    }
  }

  void authorise(BlobCall call, String action) {
    String caller = call.request().caller().clientId();
    boolean denied =
        denials.stream().anyMatch(denial -> denial.covers(caller, action, call.container()));
    if (denied || !rights.may(caller, action, call.account(), call.container())) {
      throw BlobError.permissionMismatch();
    }
  }

  private static boolean signed(Request request) {
    return request.parameter("sig").isPresent();
  }

  /** A token may be issued for all accounts or for this one. */
  private static boolean audienceFits(Request request) {
    return request.caller().holdsTokenFor(RESOURCE)
        || request.caller().holdsTokenFor("https://" + request.host());
  }

  private BlobError challenge(String code) {
    return BlobError.of(
            401,
            code,
            "Server failed to authenticate the request. Please refer to the information in the"
                + " www-authenticate header.")
        .header(
            "WWW-Authenticate",
            "Bearer authorization_uri=https://login.microsoftonline.com/%s/oauth2/authorize resource_id=%s"
                .formatted(tenant, RESOURCE));
  }
}
