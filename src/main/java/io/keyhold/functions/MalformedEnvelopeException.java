package io.keyhold.functions;

/** What was posted did not come from a Functions host; it is answered with 400. */
final class MalformedEnvelopeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedEnvelopeException(String what) {
    super(what);
  }
}
