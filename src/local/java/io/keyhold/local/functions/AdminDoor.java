package io.keyhold.local.functions;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * The host's own addresses: the start page, and {@code POST /admin/functions/{name}}, which fires a
 * timer and does not wait.
 */
final class AdminDoor {
  private static final String FUNCTIONS = "/admin/functions/";

  private final Predicate<String> fire;

  /** The given predicate fires the timer of that name, or says that there is none. */
  AdminDoor(Predicate<String> fire) {
    this.fire = fire;
  }

  Optional<HttpReply> answer(String method, String path) {
    if (path.equals("/")) {
      return Optional.of(HttpReply.empty(200));
    }
    if (!path.startsWith(FUNCTIONS)) {
      return Optional.empty();
    }
    boolean fired = method.equals("POST") && fire.test(path.substring(FUNCTIONS.length()));
    return Optional.of(HttpReply.empty(fired ? 202 : 404));
  }
}
