package io.keyhold.functions;

import io.keyhold.domain.AppRole;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The methods of an HTTP function, each with the role that it needs: none is open to everybody. */
final class Methods {

  private final Map<String, AppRole> roles = new LinkedHashMap<>();

  private Methods() {}

  static Methods of(String method, AppRole needed) {
    return new Methods().and(method, needed);
  }

  Methods and(String method, AppRole needed) {
    roles.put(method, needed);
    return this;
  }

  Optional<AppRole> needed(String method) {
    return Optional.ofNullable(roles.get(method));
  }

  /** For the header Allow. */
  String names() {
    return String.join(", ", roles.keySet());
  }
}
