package io.keyhold.functions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Code;
import io.keyhold.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Envelopes may be as large as the host's 100 MB and more, for JSON escapes them; a process with
 * little memory must not hold them. A caller's body has 64 KiB at most and is six times that when
 * every character is escaped, so an envelope above 2 MiB carries one that is too large: it is read
 * to its end, forgotten as it comes, and answered for the caller with 413.
 */
@ApplicationScoped
public class LargeEnvelopes {

  static final int LIMIT = 2 * 1024 * 1024;

  /** The functions with an HTTP trigger; nobody sends the others so much. */
  static final Set<String> HTTP =
      Set.of(
          "/machines",
          "/recovery-points",
          "/recovery-point",
          "/restore",
          "/backup-now",
          "/expiry",
          "/expire-release",
          "/rebuild-index",
          "/check-access");

  void install(@Observes Router router) {
    router.post().order(Integer.MIN_VALUE).handler(LargeEnvelopes::receive);
  }

  private static void receive(RoutingContext context) {
    Received received = new Received();
    context
        .request()
        .handler(received::add)
        .endHandler(end -> passOn(context, received))
        .exceptionHandler(context::fail)
        .resume();
  }

  private static void passOn(RoutingContext context, Received received) {
    if (received.tooLarge) {
      answer(context);
      return;
    }
    // The body is there: the handler that would read it is told that it was here already.
    RoutingContextInternal internal = (RoutingContextInternal) context;
    internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
    internal.setBody(received.kept);
    context.next();
  }

  private static void answer(RoutingContext context) {
    if (!HTTP.contains(context.request().path())) {
      context.response().setStatusCode(400).end("malformed envelope");
      return;
    }
    HttpAnswer answer =
        HttpAnswer.problem(
            Code.BODY_TOO_LARGE,
            "body",
            "the body is larger than " + HttpCall.BODY_LIMIT + " bytes");
    ObjectNode envelope = new Outputs().http(answer).log("413 BodyTooLarge").toJson();
    context.response().putHeader("Content-Type", "application/json").end(Json.compact(envelope));
  }

  /** What came so far; nothing is kept once it is too much. */
  private static final class Received {
    private Buffer kept = Buffer.buffer();
    private boolean tooLarge;

    void add(Buffer chunk) {
      tooLarge |= kept.length() + chunk.length() > LIMIT;
      kept = tooLarge ? Buffer.buffer() : kept.appendBuffer(chunk);
    }
  }
}
