package io.keyhold.azure.http;

import java.io.IOException;
import java.util.Optional;

/** What the JDK's client says when a proxy did not open a tunnel. */
final class Tunnel {

  private static final String SAYS = "Tunnel failed, got: ";

  private Tunnel() {}

  static boolean refused(Throwable cause) {
    return cause instanceof IOException
        && cause.getMessage() != null
        && cause.getMessage().startsWith(SAYS);
  }

  /** The status that the proxy gave; 502 and its like stand for a name that does not resolve. */
  static Optional<Integer> status(Throwable cause) {
    return refused(cause)
        ? Optional.of(cause.getMessage().substring(SAYS.length()).strip())
            .filter(text -> text.matches("\\d{3}"))
            .map(Integer::valueOf)
        : Optional.empty();
  }
}
