package io.keyhold.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One exchange of the JDK's server as a {@link Request}, and its {@link Response} sent.
 *
 * @param reset resets the connection of this exchange
 */
record Answering(Dispatcher dispatcher, Runnable reset) {

  /** Azure's own limits are lower where they matter, and the services enforce them. */
  private static final int LARGEST_BODY = 64 * 1024 * 1024;

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(120);

  void answer(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      send(exchange, Response.empty(413).with("Connection", "close"));
      return;
    }
    switch (dispatcher.dispatch(request(exchange, body))) {
      case Dispatcher.Outcome.Answer answer -> send(exchange, answer.response());
      case Dispatcher.Outcome.Silence silence -> {
        hold();
        reset.run();
      }
      case Dispatcher.Outcome.Cut cut -> reset.run();
    }
  }

  private Request request(HttpExchange exchange, byte[] body) {
    var uri = exchange.getRequestURI();
    var rawQuery = Optional.ofNullable(uri.getRawQuery()).orElse("");
    var headers = RequestParts.headers(exchange.getRequestHeaders());
    var host = headers.getOrDefault("host", "").replaceFirst(":\\d+$", "");
    return new Request(
        exchange.getRequestMethod(),
        host.toLowerCase(Locale.ROOT),
        uri.getRawPath(),
        RequestParts.query(rawQuery),
        rawQuery,
        headers,
        body,
        dispatcher.caller(headers.getOrDefault("authorization", "")));
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    var headers = exchange.getResponseHeaders();
    response.headers().forEach(headers::set);
    boolean noBody =
        exchange.getRequestMethod().equals("HEAD")
            || response.status() == 204
            || response.status() == 304;
    if (noBody) {
      if (exchange.getRequestMethod().equals("HEAD") && !headers.containsKey("Content-Length")) {
        headers.set("Content-Length", Long.toString(response.body().length()));
      }
      exchange.sendResponseHeaders(response.status(), -1);
      return;
    }
    long length = response.body().length();
    exchange.sendResponseHeaders(response.status(), length == 0 ? -1 : length);
    if (length > 0) {
      response.body().writeTo(exchange.getResponseBody());
    }
  }

  private static void hold() {
    try {
      Thread.sleep(LONGEST_SILENCE);
    } catch (InterruptedException e) {
      // The server is closing: the caller need not wait any longer.
      Thread.currentThread().interrupt();
    }
  }
}
