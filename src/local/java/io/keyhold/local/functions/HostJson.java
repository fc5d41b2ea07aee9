package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What host.json decides. An empty functionTimeout is unlimited.
 *
 * <p>Forwarding and proxying of HTTP requests, and routes without function.json, are other wire
 * forms: an app that asks for them is refused rather than served wrongly.
 */
record HostJson(
    String routePrefix,
    Optional<Duration> functionTimeout,
    HandlerDescription handler,
    QueueSettings queues) {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

  static HostJson read(Path app) {
    Path file = app.resolve("host.json");
    try {
      return of(Json.read(Files.readAllBytes(file)));
    } catch (IOException unreadable) {
      throw new HostException("No readable host.json in " + app, unreadable);
    }
  }

  static HostJson of(JsonNode json) {
    JsonNode handler = json.path("customHandler");
    if (handler.isMissingNode()) {
      throw new HostException(
          json.has("httpWorker")
              ? "host.json uses httpWorker, which forwards requests; name a customHandler instead"
              : "host.json names no customHandler");
    }
    for (String other : new String[] {"enableForwardingHttpRequest", "enableProxyingHttpRequest"}) {
      if (handler.path(other).asBoolean(false)) {
        throw new HostException(
            "host.json sets " + other + ", which the local host does not speak");
      }
    }
    if (handler.has("http") || handler.has("port")) {
      throw new HostException(
          "host.json sets customHandler.http or customHandler.port, which the local host does not know");
    }
    JsonNode extensions = json.path("extensions");
    return new HostJson(
        extensions.path("http").path("routePrefix").asText("api"),
        timeout(json.path("functionTimeout")),
        HandlerDescription.of(handler),
        QueueSettings.of(extensions.path("queues")));
  }

  private static Optional<Duration> timeout(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return Optional.of(DEFAULT_TIMEOUT);
    }
    if (value.asText().equals("-1")) {
      return Optional.empty();
    }
    Duration timeout = TimeSpans.require(value.asText(), "functionTimeout");
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new HostException("functionTimeout must be at least one second");
    }
    return Optional.of(timeout);
  }
}
