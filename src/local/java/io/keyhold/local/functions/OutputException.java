package io.keyhold.local.functions;

/** An output that the host cannot write: the invocation fails. */
final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputException(String message) {
    super(message);
  }
}
