package io.keyhold.e2e;

import java.util.Locale;

/**
 * A right that a call needs.
 *
 * @param action as roles name it
 * @param scope the ARM id of what it is needed on, in small letters
 */
record Use(String action, String scope) {
  Use {
    scope = scope.toLowerCase(Locale.ROOT);
  }

  /** Whether what is given at a place, and so beneath it, reaches this. */
  boolean within(String place) {
    return (scope + "/").startsWith(place.toLowerCase(Locale.ROOT) + "/");
  }
}
