package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A refusal in ARM's wording. Thrown where a rule is broken, answered at the door. */
final class ArmFailure extends RuntimeException {

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

  ArmFailure(By by, int status, String code, String message, String target) {
    super(message);
    this.by = by;
    this.status = status;
    this.code = code;
    this.target = target;
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

  ObjectNode error() {
    var error = ArmJson.object().put("code", code).put("message", getMessage());
    if (!target.isEmpty()) {
      error.put("target", target);
    }
    return error;
  }

  static ArmFailure gateway(int status, String code, String message) {
    return new ArmFailure(By.GATEWAY, status, code, message, "");
  }

  static ArmFailure provider(int status, String code, String message) {
    return new ArmFailure(By.PROVIDER, status, code, message, "");
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
    return gateway(
        404,
        "ResourceNotFound",
        "The Resource 'Microsoft.Compute/"
            + path
            + "' under resource group '"
            + id.group()
            + "' was not found. For more details please go to"
            + " https://aka.ms/ARMResourceNotFoundFix");
  }

  /** The provider's 404, in the seconds after a delete. */
  static ArmFailure justDeleted(ResourceId id) {
    return provider(404, "NotFound", id.type().noun() + " " + id.name() + " is not found.");
  }
}
