package io.keyhold.local.functions;

/**
 * An app that the Functions host cannot run: its configuration is wrong, or its handler does not
 * come up.
 */
public final class HostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HostException(String message) {
    super(message);
  }

  HostException(String message, Throwable cause) {
    super(message, cause);
  }
}
