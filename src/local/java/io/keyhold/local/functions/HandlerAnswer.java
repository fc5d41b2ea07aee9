package io.keyhold.local.functions;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What came back from the handler on the wire. */
sealed interface HandlerAnswer {
  String HOST_VERSION = "4.1037.0";

  record Answered(int status, String contentType, String body) implements HandlerAnswer {}

  record Unreachable(String reason) implements HandlerAnswer {}

  record TookTooLong() implements HandlerAnswer {}

  /** Posts an envelope under the function's name. An empty limit waits for ever. */
  static HandlerAnswer of(
      HttpClient client,
      HandlerProcess handler,
      String function,
      UUID id,
      String envelope,
      Optional<Duration> limit)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(handler.uri(function))
            .header("Content-Type", "application/json; charset=utf-8")
            .header("X-Azure-Functions-HostVersion", HOST_VERSION)
            .header("X-Azure-Functions-InvocationId", id.toString())
            .header("User-Agent", "Azure-Functions-Host/" + HOST_VERSION)
            .POST(HttpRequest.BodyPublishers.ofString(envelope, StandardCharsets.UTF_8));
    limit.ifPresent(request::timeout);
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      String type = response.headers().firstValue("Content-Type").orElse("");
      return new Answered(response.statusCode(), type, response.body());
    } catch (HttpTimeoutException late) {
      return new TookTooLong();
    } catch (IOException broken) {
      return new Unreachable("The handler could not be called: " + broken);
    }
  }
}
