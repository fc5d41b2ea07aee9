package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** A refusal in ARM's wording. Thrown where a rule is broken, answered at the door. */
public final class ArmFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Who refuses: ARM before a provider sees the call, or the provider. */
  enum By {
    GATEWAY,
    PROVIDER
  }

  private final By by;
  private final int status;
  private final String code;
  private final String target;
  private final boolean details;
  private final transient Optional<Throttling> throttling;

  /**
   * What a 429 has beside its error.
   *
   * @param headers what is left of the limits
   * @param retryAfter in seconds
   * @param policy the policy of the provider, empty where ARM itself refuses
   */
  record Throttling(Map<String, String> headers, int retryAfter, Optional<ObjectNode> policy) {}

  ArmFailure(By by, int status, String code, String message, String target) {
    this(by, status, code, message, target, false);
  }

  private ArmFailure(
      By by, int status, String code, String message, String target, boolean details) {
    this(by, status, code, message, target, details, Optional.empty());
  }

  private ArmFailure(
      By by,
      int status,
      String code,
      String message,
      String target,
      boolean details,
      Optional<Throttling> throttling) {
    super(message);
    this.by = by;
    this.status = status;
    this.code = code;
    this.target = target;
    this.details = details;
    this.throttling = throttling;
  }

  Optional<Throttling> throttling() {
    return throttling;
  }

  /** ARM's own limit is reached (reported, azure-docs issue 105248). */
  static ArmFailure tooMany(ArmCall call, Map<String, String> headers, int retryAfter) {
    return new ArmFailure(
        By.GATEWAY,
        429,
        "SubscriptionRequestsThrottled",
        ("Number of requests for subscription '%s' and operation '%s' exceeded the backend storage"
                + " limit. Please try again after '%d' seconds.")
            .formatted(call.path().subscription(), call.operationGroup(), retryAfter),
        "",
        false,
        Optional.of(new Throttling(headers, retryAfter, Optional.empty())));
  }

  /**
   * A limit of the compute provider is reached (exchanges/throttling-headers.json, {@code
   * throttled_body_reported}).
   */
  static ArmFailure tooManyForProvider(
      ArmCall call, String policy, int allowed, Map<String, String> headers, int retryAfter) {
    var measured =
        ArmJson.object()
            .put("operationGroup", policy)
            .put("startTime", ArmJson.time(call.now()))
            .put("endTime", ArmJson.time(call.now().plusSeconds(retryAfter)))
            .put("allowedRequestCount", allowed)
            .put("measuredRequestCount", allowed + 1);
    var detail =
        ArmJson.object()
            .put("code", "TooManyRequests")
            .put("target", policy)
            .put("message", measured.toString());
    return new ArmFailure(
        By.PROVIDER,
        429,
        "OperationNotAllowed",
        "The server rejected the request because too many requests have been received for this"
            + " subscription.",
        "",
        false,
        Optional.of(new Throttling(headers, retryAfter, Optional.of(detail))));
  }

  By by() {
    return by;
  }

  int status() {
    return status;
  }

  ObjectNode body() {
    var body = ArmJson.object();
    body.set("error", error());
    return body;
  }

  public ObjectNode error() {
    var error = ArmJson.object().put("code", code).put("message", getMessage());
    if (!target.isEmpty()) {
      error.put("target", target);
    }
    if (details) {
      error.putArray("details");
    }
    throttling
        .flatMap(Throttling::policy)
        .ifPresent(policy -> error.putArray("details").add(policy));
    return error;
  }

  public static ArmFailure gateway(int status, String code, String message) {
    return new ArmFailure(By.GATEWAY, status, code, message, "");
  }

  public static ArmFailure provider(int status, String code, String message) {
    return new ArmFailure(By.PROVIDER, status, code, message, "");
  }

  /** A refusal of Microsoft.Network, which adds details, and adds none of them. */
  public static ArmFailure network(int status, String code, String message) {
    return new ArmFailure(By.PROVIDER, status, code, message, "", true);
  }

  static ArmFailure invalidContent(String why) {
    return gateway(
        400,
        "InvalidRequestContent",
        "The request content was invalid and could not be deserialized: '" + why + "'.");
  }

  static ArmFailure invalidParameter(String message, String target) {
    return new ArmFailure(By.PROVIDER, 400, "InvalidParameter", message, target);
  }

  static ArmFailure missingParameter(String name) {
    return invalidParameter("Required parameter '" + name + "' is missing (null).", name);
  }

  static ArmFailure notAllowed(String message) {
    return provider(409, "OperationNotAllowed", message);
  }

  /** The gateway's 404: ARM does not know the resource. */
  static ArmFailure unknown(ResourceId id, Optional<String> child) {
    var path = id.type().wireName() + "/" + id.name() + child.map(name -> "/" + name).orElse("");
    return unknown("Microsoft.Compute/" + path, id.group());
  }

  /**
   * The gateway's 404.
   *
   * @param path namespace, types and names
   */
  public static ArmFailure unknown(String path, String group) {
    return gateway(
        404,
        "ResourceNotFound",
        "The Resource '"
            + path
            + "' under resource group '"
            + group
            + "' was not found. For more details please go to"
            + " https://aka.ms/ARMResourceNotFoundFix");
  }

  /** ARM's answer where a provider has no such type. */
  public static ArmFailure noSuchType(ArmCall call) {
    return gateway(
        404,
        "InvalidResourceType",
        "The resource type could not be found in the namespace '"
            + call.path().namespace().orElse("")
            + "' for api version '"
            + call.apiVersion()
            + "'.");
  }

  /** ARM's answer to a method that a type does not have. */
  public static ArmFailure noSuchMethod(ArmCall call) {
    return gateway(
        405,
        "MethodNotAllowed",
        "The http method '" + call.method() + "' is not supported for this resource.");
  }

  /** The provider's 404, in the seconds after a delete. */
  static ArmFailure justDeleted(ResourceId id) {
    return provider(404, "NotFound", id.type().noun() + " " + id.name() + " is not found.");
  }
}
