package io.keyhold.local.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.arm.ArmJson;
import java.util.Locale;
import java.util.Optional;

/**
 * One management lock.
 *
 * @param scope what it locks: the id of a subscription, a group or a resource, as it was written
 * @param readOnly else only deletes are hindered
 */
record Lock(String scope, String name, boolean readOnly, Optional<String> notes) {

  /** Whether it stands against a delete, or a write, of something at or beneath its scope. */
  boolean hinders(String other, boolean delete) {
    return (delete || readOnly) && within(other, scope);
  }

  /** Whether a scope is another one or lies beneath it; without case, by whole segments. */
  static boolean within(String inner, String outer) {
    return closed(inner).startsWith(closed(outer));
  }

  private static String closed(String scope) {
    return scope.toLowerCase(Locale.ROOT) + "/";
  }

  String id() {
    return scope + "/providers/Microsoft.Authorization/locks/" + name;
  }

  String key() {
    return id().toLowerCase(Locale.ROOT);
  }

  ObjectNode body() {
    var body = ArmJson.object();
    var properties =
        body.putObject("properties").put("level", readOnly ? "ReadOnly" : "CanNotDelete");
    notes.ifPresent(text -> properties.put("notes", text));
    return body.put("id", id()).put("type", "Microsoft.Authorization/locks").put("name", name);
  }
}
