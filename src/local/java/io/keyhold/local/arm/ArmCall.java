package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.Request;
import io.keyhold.local.identity.Identity;
import java.time.Instant;

/**
 * One call that has passed ARM's own checks.
 *
 * @param now the moment of the whole call
 */
record ArmCall(Request request, ArmPath path, String apiVersion, Identity identity, Instant now) {

  String method() {
    return request.method();
  }

  ObjectNode body() {
    return ArmJson.parse(request.body());
  }

  boolean expands(String what) {
    return request.parameter("$expand").filter(what::equalsIgnoreCase).isPresent();
  }

  /** The scope in ARM's messages: the path as it was called. */
  String scope() {
    return request.path();
  }

  /** Refuses a caller without the right to an action. */
  void demand(String action) {
    if (!identity.may(action)) {
      throw unauthorized(action);
    }
  }

  ArmFailure unauthorized(String action) {
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
  void demandLinked(String action, String linkedAction, String linkedScope) {
    if (!identity.may(linkedAction)) {
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
