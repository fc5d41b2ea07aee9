package io.keyhold.local.arm;

import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import io.keyhold.local.http.Service;
import io.keyhold.local.identity.Identities;
import io.keyhold.local.identity.TokenCheck;
import io.keyhold.local.identity.Tokens;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** management.azure.com: checks who calls and what is asked, and leads the call to a provider. */
final class ArmService implements Service {

  private static final Pattern API_VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-.+)?");

  private static final Set<String> AUDIENCES =
      Set.of("https://management.core.windows.net", "https://management.azure.com");

  private final Kernel kernel;
  private final Tokens tokens;
  private final Identities identities;
  private final Groups groups;
  private final Gate gate;
  private final Map<String, ResourceProvider> providers;
  private final RateLimits limits;
  private final Answers answers = new Answers();

  /**
   * @param providers by namespace in small letters
   */
  ArmService(
      Kernel kernel,
      Tokens tokens,
      Identities identities,
      Groups groups,
      Gate gate,
      RateLimits limits,
      Map<String, ResourceProvider> providers) {
    this.kernel = kernel;
    this.tokens = tokens;
    this.identities = identities;
    this.groups = groups;
    this.gate = gate;
    this.limits = limits;
    this.providers = providers;
  }

  @Override
  public Response answer(Request request) {
    var now = kernel.clock().instant();
    try {
      checkToken(request);
    } catch (ArmFailure failure) {
      return answers
          .failure(request, now, RateLimits.Counted.NOTHING, failure)
          .with(
              "WWW-Authenticate",
              "Bearer authorization_uri=\"https://login.microsoftonline.com/"
                  + Identities.TENANT
                  + "\", error=\"invalid_token\", error_description=\""
                  + failure.getMessage().replace("\"", "'")
                  + "\"");
    }
    try {
      return served(call(request, now));
    } catch (ArmFailure failure) {
      return answers.failure(request, now, RateLimits.Counted.NOTHING, failure);
    }
  }

  private Response served(ArmCall call) {
    var provider = provider(call);
    var counted = RateLimits.Counted.NOTHING;
    try {
      counted = limits.manager(call);
      counted = limits.provider(call, provider.policy(call), counted);
      return answers.provider(call.request(), call.now(), counted, provider.answer(call));
    } catch (ArmFailure failure) {
      return answers.failure(call.request(), call.now(), counted, failure);
    }
  }

  private ArmCall call(Request request, Instant now) {
    var path =
        ArmPath.parse(request.path())
            .orElseThrow(
                () ->
                    ArmFailure.gateway(
                        404, "NotFound", "No HTTP resource was found that matches the request."));
    if (!isGuid(path.subscription())) {
      throw ArmFailure.gateway(
          400,
          "InvalidSubscriptionId",
          "The provided subscription identifier '"
              + path.subscription()
              + "' is malformed or invalid.");
    }
    var version =
        request
            .parameter("api-version")
            .filter(text -> !text.isBlank())
            .orElseThrow(
                () ->
                    ArmFailure.gateway(
                        400,
                        "MissingApiVersionParameter",
                        "The api-version query parameter (?api-version=) is required for all"
                            + " requests."));
    if (!API_VERSION.matcher(version).matches()) {
      throw ArmFailure.gateway(
          400, "InvalidApiVersionParameter", "The api-version '" + version + "' is invalid.");
    }
    var identity = identities.of(request.caller().clientId());
    return new ArmCall(request, path, version, identity, gate, now);
  }

  private ResourceProvider provider(ArmCall call) {
    if (call.path().namespace().isEmpty()) {
      boolean group = call.path().group().isPresent() && call.path().rest().isEmpty();
      boolean list = call.path().segment(0).equalsIgnoreCase("resourceGroups");
      boolean subscription = call.path().group().isEmpty() && call.path().rest().isEmpty();
      if (group || list || subscription) {
        return groups;
      }
      throw ArmFailure.gateway(
          404, "NotFound", "No HTTP resource was found that matches the request.");
    }
    var namespace = call.path().extension().orElse(call.path().namespace().get());
    var provider = providers.get(namespace.toLowerCase(Locale.ROOT));
    if (provider == null) {
      throw ArmFailure.gateway(
          404,
          "InvalidResourceNamespace",
          "The resource namespace '" + namespace + "' is invalid.");
    }
    groups.check(call.path());
    return provider;
  }

  private void checkToken(Request request) {
    switch (tokens.check(request.header("authorization").orElse(""))) {
      case TokenCheck.Missing missing ->
          throw unauthorized(
              "AuthenticationFailed",
              "Authentication failed. The 'Authorization' header is missing.");
      case TokenCheck.Invalid invalid ->
          throw unauthorized("InvalidAuthenticationToken", "The access token is invalid.");
      case TokenCheck.Expired expired ->
          throw unauthorized(
              "ExpiredAuthenticationToken",
              "The access token expiry UTC time '%s' is earlier than current UTC time '%s'."
                  .formatted(expired.at(), kernel.clock().instant()));
      case TokenCheck.Valid valid -> {
        if (AUDIENCES.stream().noneMatch(valid.caller()::holdsTokenFor)) {
          throw unauthorized(
              "InvalidAuthenticationTokenAudience",
              ("The access token has been obtained for wrong audience or resource '%s'. It should"
                      + " exactly match with one of the allowed audiences"
                      + " 'https://management.core.windows.net/',"
                      + "'https://management.core.windows.net',"
                      + "'https://management.azure.com/','https://management.azure.com'.")
                  .formatted(valid.caller().audience()));
        }
      }
    }
  }

  private static ArmFailure unauthorized(String code, String message) {
    return ArmFailure.gateway(401, code, message);
  }

  private static boolean isGuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
