package io.keyhold.local.functions;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Between the JDK's web server and the host: reads requests, writes answers. */
final class HttpExchanges {
  private static final long NO_LENGTH = -1;

  private HttpExchanges() {}

  /** The body of a request that says how long it is; that of a chunked one is read and dropped. */
  static byte[] body(HttpExchange exchange) throws IOException {
    long length = contentLength(exchange);
    if (length > 0) {
      return exchange.getRequestBody().readNBytes((int) length);
    }
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
    return new byte[0];
  }

  /**
   * Answers at once, and reads on, so that a caller who is still sending finds the answer and no
   * broken connection.
   */
  static void refuse(HttpExchange exchange) throws IOException {
    byte[] why = "The request body is too large.".getBytes(StandardCharsets.US_ASCII);
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(413, why.length);
    exchange.getResponseBody().write(why);
    exchange.getResponseBody().flush();
    exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
  }

  static long contentLength(HttpExchange exchange) {
    String text =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Length")).orElse("");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : NO_LENGTH;
  }

  static HttpCall call(HttpExchange exchange, Map<String, String> parameters, byte[] body) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(written(name), List.copyOf(values)));
    String host =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("localhost");
    URI uri = exchange.getRequestURI();
    String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
    String url = "http://" + host + uri.getRawPath() + (query.isEmpty() ? "" : "?" + query);
    return new HttpCall(exchange.getRequestMethod(), url, query, headers, parameters, body);
  }

  /**
   * Names as callers usually write them, for this server has capitalised them: Content-Type,
   * x-ms-version.
   */
  private static String written(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("x-")) {
      return lower;
    }
    return Stream.of(lower.split("-"))
        .map(
            word ->
                word.isEmpty()
                    ? word
                    : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining("-"));
  }

  static void send(HttpExchange exchange, HttpReply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    boolean bodiless =
        reply.body().length == 0
            || reply.status() == 204
            || reply.status() == 304
            || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), bodiless ? NO_LENGTH : reply.body().length);
    if (!bodiless) {
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(reply.body());
      }
    }
  }
}
