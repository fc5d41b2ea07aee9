package io.keyhold.local.identity;

import java.util.Locale;

/** A role that an identity holds at a scope, and at everything beneath it. */
record Assignment(Role role, String scope) {

  boolean covers(String other) {
    return within(other, scope);
  }

  boolean grants(String action, String other) {
    return covers(other) && role.grants(action);
  }

  boolean grantsData(String action, String other) {
    return covers(other) && role.grantsData(action);
  }

  /**
   * Whether a scope is another one or lies beneath it; compared without case, by whole segments.
   */
  static boolean within(String inner, String outer) {
    return closed(inner).startsWith(closed(outer));
  }

  private static String closed(String scope) {
    var lower = scope.toLowerCase(Locale.ROOT);
    return lower.endsWith("/") ? lower : lower + "/";
  }
}
