package io.keyhold.local.functions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The web server of one host or several, on loopback. */
final class HttpFront implements AutoCloseable {
  /** The host's limit for a body, 100 MB. */
  static final long LONGEST_BODY = 104_857_600;

  static {
    // Read once, when the first server of the JDK is made: without it small answers wait for an
    // acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Route> routes;
  private final AdminDoor admin;

  private HttpFront(HttpServer server, List<Route> routes, AdminDoor admin) {
    this.server = server;
    this.routes = routes.stream().sorted(Route.MOST_LITERAL_FIRST).toList();
    this.admin = admin;
  }

  static HttpFront start(int port, List<Route> routes, AdminDoor admin) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      HttpFront front = new HttpFront(server, routes, admin);
      server.createContext("/", front::handle);
      server.setExecutor(front.executor);
      server.start();
      return front;
    } catch (IOException taken) {
      throw new HostException("Port " + port + " cannot be opened", taken);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Route> routes() {
    return routes;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (HttpExchanges.contentLength(exchange) > LONGEST_BODY) {
        HttpExchanges.refuse(exchange);
      } else {
        HttpExchanges.send(exchange, answer(exchange));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpReply answer(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getRawPath();
    byte[] body = HttpExchanges.body(exchange);
    Optional<HttpReply> administered = admin.answer(exchange.getRequestMethod(), path);
    if (administered.isPresent()) {
      return administered.get();
    }
    Optional<Route.Match> match = Route.find(routes, exchange.getRequestMethod(), path);
    if (match.isEmpty()) {
      return HttpReply.empty(404);
    }
    return match
        .get()
        .trigger()
        .answer(HttpExchanges.call(exchange, match.get().parameters(), body));
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
