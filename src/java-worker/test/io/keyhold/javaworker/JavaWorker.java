package io.keyhold.javaworker;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * The process: loads a package and runs its functions. Arguments are the package's folder and the
 * worker's annotation library. It is ready when the host can reach it.
 */
final class JavaWorker {

  private final LoadedApp app;

  private JavaWorker(LoadedApp app) {
    this.app = app;
  }

  public static void main(String[] arguments) throws IOException, ClassNotFoundException {
    JavaWorker worker = new JavaWorker(new LoadedApp(Path.of(arguments[0]), Path.of(arguments[1])));
    int port = Integer.parseInt(System.getenv("FUNCTIONS_CUSTOMHANDLER_PORT"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", worker::handle);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String function = exchange.getRequestURI().getPath().substring(1);
      if (function.isEmpty()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String id = exchange.getRequestHeaders().getFirst("X-Azure-Functions-InvocationId");
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      try {
        JsonObject envelope = JsonParser.parseString(body).getAsJsonObject();
        send(exchange, 200, app.invoke(new Call(function, id, envelope)).toString());
      } catch (Exception failed) {
        failed.printStackTrace();
        send(exchange, 500, "\"failed\"");
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
