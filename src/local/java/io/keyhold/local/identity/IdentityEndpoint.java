package io.keyhold.local.identity;

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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The token endpoint that App Service and Functions offer to a process: plain HTTP on loopback,
 * guarded by a header that only the process's environment tells (api-version 2019-08-01).
 */
public final class IdentityEndpoint implements AutoCloseable {

  private static final String PATH = "/msi/token";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String secret = UUID.randomUUID().toString().replace("-", "");
  private final Identities identities;
  private final Tokens tokens;

  /**
   * @param port 0 takes a free one
   */
  public IdentityEndpoint(int port, Identities identities, Tokens tokens) {
    this.identities = identities;
    this.tokens = tokens;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(PATH, this::handle);
    server.start();
  }

  /** The value of IDENTITY_ENDPOINT. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
  }

  /** The value of IDENTITY_HEADER. */
  public String header() {
    return secret;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var header = exchange.getRequestHeaders().getFirst("X-IDENTITY-HEADER");
      var query =
          RequestParts.query(
              Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
      if (!secret.equals(header)) {
        send(exchange, 401, problem(401, "The X-IDENTITY-HEADER header is missing or wrong."));
      } else if (!exchange.getRequestMethod().equals("GET")) {
        send(exchange, 405, problem(405, "Only GET is supported."));
      } else if (!"2019-08-01".equals(query.get("api-version"))) {
        send(exchange, 400, problem(400, "Unsupported API version."));
      } else if (query.getOrDefault("resource", "").isBlank()) {
        send(exchange, 400, problem(400, "The resource parameter is missing."));
      } else {
        send(exchange, 200, token(query));
      }
    }
  }

  private ObjectNode token(Map<String, String> query) {
    var clientId = query.getOrDefault("client_id", "");
    var identity = clientId.isBlank() ? identities.byDefault() : identities.of(clientId);
    var resource = query.get("resource");
    var issued = tokens.issue(identity, resource);
    return JsonNodeFactory.instance
        .objectNode()
        .put("access_token", issued.token())
        .put("expires_on", Long.toString(issued.expires().getEpochSecond()))
        .put("resource", resource)
        .put("token_type", "Bearer")
        .put("client_id", identity.clientId());
  }

  private static ObjectNode problem(int status, String message) {
    return JsonNodeFactory.instance.objectNode().put("statusCode", status).put("message", message);
  }

  private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
