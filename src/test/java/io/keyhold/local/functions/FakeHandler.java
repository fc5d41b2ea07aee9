package io.keyhold.local.functions;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A handler that does what files tell it: {@code $ANSWERS/<function>} holds answers, divided by
 * lines of four dashes; each call takes the next one, and the last one stays. Without a file it
 * reports the call in its Logs. Runs on the JDK alone.
 */
final class FakeHandler {
  private static final Map<String, AtomicInteger> CALLS = new ConcurrentHashMap<>();

  /** Out of it before the answer leaves, or the next call could come in between. */
  private static final Set<HttpExchange> IN_FLIGHT = ConcurrentHashMap.newKeySet();

  private static final CountDownLatch TWO_HAVE_MET = new CountDownLatch(2);
  private static final Path ANSWERS = Path.of(System.getenv("ANSWERS"));

  private FakeHandler() {}

  public static void main(String[] arguments) throws IOException {
    Path start = ANSWERS.resolve("@start");
    if (Files.exists(start)) {
      perform(Files.readString(start));
    }
    System.out.println("arguments " + List.of(arguments));
    int port = Integer.parseInt(System.getenv("FUNCTIONS_CUSTOMHANDLER_PORT"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", FakeHandler::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private static void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      IN_FLIGHT.add(exchange);
      byte[] body = exchange.getRequestBody().readAllBytes();
      String function = exchange.getRequestURI().getPath().substring(1);
      Path answers = ANSWERS.resolve(function);
      if (function.isEmpty()) {
        System.out.println(
            "pinged by "
                + exchange.getRequestMethod()
                + " with "
                + exchange.getRequestHeaders().keySet());
        exchange.sendResponseHeaders(404, -1);
      } else if (Files.exists(answers)) {
        answer(exchange, next(function, Files.readString(answers)));
      } else {
        send(
            exchange,
            200,
            "application/json",
            report(exchange, new String(body, StandardCharsets.UTF_8)));
      }
    } finally {
      IN_FLIGHT.remove(exchange);
    }
  }

  private static String next(String function, String all) {
    List<String> answers = List.of(all.split("\n----\n"));
    int call = CALLS.computeIfAbsent(function + all, key -> new AtomicInteger()).getAndIncrement();
    return answers.get(Math.min(call, answers.size() - 1));
  }

  /** First what to do, then a line with the status and the media type, then the body. */
  private static void answer(HttpExchange exchange, String answer) throws IOException {
    String[] parts = perform(answer).split("\n", 2);
    String[] head = parts[0].split(" ", 2);
    String body = parts.length == 2 ? parts[1] : "";
    if (head[0].equals("redirect")) {
      exchange.getResponseHeaders().set("Location", head[1]);
      exchange.sendResponseHeaders(307, -1);
    } else if (!head[0].equals("reset")) {
      String text = body.replace("@inFlight", Integer.toString(IN_FLIGHT.size()));
      send(exchange, Integer.parseInt(head[0]), head.length == 2 ? head[1] : "", text);
    }
  }

  /** Does what the lines up to the answer ask for, and gives the rest. */
  private static String perform(String script) {
    String rest = script;
    while (true) {
      String[] parts = rest.split("\n", 2);
      String[] words = parts[0].split(" ", 2);
      switch (words[0]) {
        case "out" -> System.out.println(words[1]);
        case "err" -> System.err.println(words[1]);
        case "exit" -> Runtime.getRuntime().halt(Integer.parseInt(words[1]));
        case "hang" -> await(new CountDownLatch(1));
        case "meet" -> {
          TWO_HAVE_MET.countDown();
          await(TWO_HAVE_MET);
        }
        default -> {
          return rest;
        }
      }
      rest = parts.length == 2 ? parts[1] : "";
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    IN_FLIGHT.remove(exchange);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (!type.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(bytes);
      }
    }
  }

  private static String report(HttpExchange exchange, String body) {
    List<String> logs = new ArrayList<>();
    logs.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                logs.add(
                    name.toLowerCase(java.util.Locale.ROOT) + ": " + String.join(",", values)));
    System.getenv().forEach((name, value) -> logs.add(name + "=" + value));
    logs.add("in " + Path.of("").toAbsolutePath());
    logs.add("length " + body.length());
    return "{\"Outputs\":{},\"Logs\":["
        + String.join(",", logs.stream().map(FakeHandler::quoted).toList())
        + "]}";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
