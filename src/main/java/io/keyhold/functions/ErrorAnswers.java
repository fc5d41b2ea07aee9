package io.keyhold.functions;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Funqy answers every exception with 500. What did not come from a Functions host is a 400 instead:
 * delivering it again would not help.
 */
@ApplicationScoped
public class ErrorAnswers {

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(ErrorAnswers::answer);
  }

  private static void answer(RoutingContext context) {
    if (malformed(context.failure())) {
      context.response().setStatusCode(400).end("malformed envelope");
    } else {
      context.next();
    }
  }

  private static boolean malformed(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MalformedEnvelopeException) {
        return true;
      }
    }
    return false;
  }
}
