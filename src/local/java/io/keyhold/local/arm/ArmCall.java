package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Request;
import io.keyhold.local.identity.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One call that has passed ARM's own checks.
 *
 * @param now the moment of the whole call
 */
public record ArmCall(
    Request request, ArmPath path, String apiVersion, Identity identity, Gate gate, Instant now) {

  public String method() {
    return request.method();
  }

  public ObjectNode body() {
    return ArmJson.parse(request.body());
  }

  public boolean expands(String what) {
    return request.parameter("$expand").filter(what::equalsIgnoreCase).isPresent();
  }

  /** How ARM's 429 names the call: its method and its types, in capitals. */
  String operationGroup() {
    var types = new StringBuilder(method()).append("/SUBSCRIPTIONS");
    path.group().ifPresent(group -> types.append("/RESOURCEGROUPS"));
    path.namespace().ifPresent(namespace -> types.append("/PROVIDERS/").append(namespace));
    for (int at = 0; at < path.rest().size(); at += 2) {
      types.append('/').append(path.rest().get(at));
    }
    return types.toString().toUpperCase(Locale.ROOT);
  }

  /**
   * The scope in ARM's messages: the resource; without the action of a POST, and of a list the
   * namespace.
   */
  public String scope() {
    var raw = request.path();
    boolean list = path.namespace().isPresent() && path.rest().size() == 1;
    return list || method().equals("POST") ? raw.substring(0, raw.lastIndexOf('/')) : raw;
  }

  /**
   * Refuses a caller without the right to an action, and then a write or a delete of what is
   * locked.
   */
  public void demand(String action) {
    demandRight(action);
    boolean delete = action.endsWith("/delete");
    var locks = action.endsWith("/read") ? List.<String>of() : gate.locksAgainst(scope(), delete);
    if (!locks.isEmpty()) {
      throw ArmFailure.gateway(
          409,
          "ScopeLocked",
          ("The scope '%s' cannot perform %s operation because following scope(s) are"
                  + " locked: '%s'. Please remove the lock and try again.")
              .formatted(scope(), delete ? "delete" : "write", String.join("','", locks)));
    }
  }

  /** Refuses a caller without the right to an action, whatever is locked. */
  public void demandRight(String action) {
    if (!identity.may(action, scope())) {
      throw unauthorized(action);
    }
  }

  public ArmFailure unauthorized(String action) {
    return ArmFailure.gateway(
        403,
        "AuthorizationFailed",
        client()
            + " does not have authorization to perform action '"
            + action
            + "' over scope '"
            + scope()
            + "' or the scope is invalid. If access was recently granted, please refresh your"
            + " credentials.");
  }

  /** Refuses a caller without a right that this call needs on another resource. */
  public void demandLinked(String action, String linkedAction, String linkedScope) {
    if (!identity.may(linkedAction, linkedScope)) {
      throw ArmFailure.gateway(
          403,
          "LinkedAuthorizationFailed",
          client()
              + " has permission to perform action '"
              + action
              + "' on scope '"
              + scope()
              + "'; however, it does not have permission to perform action(s) '"
              + linkedAction
              + "' on the linked scope(s) '"
              + linkedScope
              + "' (respectively) or the linked scope(s) are invalid.");
    }
  }

  private String client() {
    return "The client '" + identity.clientId() + "' with object id '" + identity.objectId() + "'";
  }
}
