package io.keyhold.local.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.http.Fault;
import io.keyhold.local.http.Faults;
import io.keyhold.local.http.Request;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A fault as the control door reads it: {@code method}, {@code host} and {@code path} (parts that
 * the request must contain, without case), {@code moment} (before or after), {@code kind} (status,
 * timeout, reset or malformed), {@code status}, {@code body}, {@code retryAfter}, {@code times}, or
 * {@code nth} for the nth matching call alone.
 */
record FaultOrder(String method, String host, String path, Fault fault, int times, int nth) {

  static FaultOrder of(JsonNode body) {
    var kind =
        switch (body.path("kind").asText("status")) {
          case "status" -> status(body);
          case "timeout" -> new Fault.Timeout();
          case "reset" -> new Fault.Reset();
          case "malformed" -> new Fault.Malformed();
          case String other ->
              throw new IllegalArgumentException("Unknown kind of fault: " + other);
        };
    var moment =
        Fault.Moment.valueOf(body.path("moment").asText("before").toUpperCase(Locale.ROOT));
    return new FaultOrder(
        body.path("method").asText(""),
        body.path("host").asText("").toLowerCase(Locale.ROOT),
        body.path("path").asText("").toLowerCase(Locale.ROOT),
        new Fault(moment, kind),
        body.path("times").asInt(1),
        body.path("nth").asInt(0));
  }

  private static Fault.Kind status(JsonNode body) {
    var seconds = body.path("retryAfter");
    return new Fault.Status(
        body.path("status").asInt(500),
        body.path("body").isTextual() ? body.path("body").asText() : text(body.path("body")),
        seconds.isInt() ? OptionalInt.of(seconds.asInt()) : OptionalInt.empty());
  }

  private static String text(JsonNode body) {
    return body.isMissingNode() ? "" : body.toString();
  }

  void addTo(Faults faults) {
    if (nth > 0) {
      faults.addNth(this::matches, fault, nth);
    } else {
      faults.add(this::matches, fault, times);
    }
  }

  private boolean matches(Request request) {
    return (method.isEmpty() || method.equalsIgnoreCase(request.method()))
        && request.host().contains(host)
        && request.path().toLowerCase(Locale.ROOT).contains(path);
  }
}
