package io.keyhold.functions;

import io.keyhold.domain.Problem;

/** Answered with 500, so that the host delivers the message again. */
final class DeliverAgainException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DeliverAgainException(Problem cause) {
    super(cause.code().text() + ": " + cause.detail());
  }
}
