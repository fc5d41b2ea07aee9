package io.keyhold.local.azure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keyhold.local.http.RequestParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A door for people and for tests in other processes: plain HTTP with JSON on loopback. The product
 * never learns of it. Everything it does, {@link LocalAzure} does in Java.
 */
final class Control implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ControlCalls calls;

  Control(LocalAzure azure, int port) {
    calls = new ControlCalls(azure);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var bytes = exchange.getRequestBody().readAllBytes();
      try {
        var body = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        var query =
            RequestParts.query(
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        var subject = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        send(exchange, 200, calls.answer(subject, query, body));
      } catch (IOException | RuntimeException e) {
        send(exchange, 400, problem(e));
      }
    }
  }

  private static byte[] problem(Exception e) {
    ObjectNode node =
        JsonNodeFactory.instance.objectNode().put("problem", String.valueOf(e.getMessage()));
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
