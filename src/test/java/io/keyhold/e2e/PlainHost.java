package io.keyhold.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.secrets.Leaks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A few lines of a Functions host, written against the wire form alone (stand-ins.md §5) and not
 * against our own local host: it starts the handler as host.json says, with an empty PATH and the
 * settings, and posts envelopes.
 */
public final class PlainHost implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path app;
  private final Optional<String> token;
  private final int port;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final List<String> leaks = new CopyOnWriteArrayList<>();
  private final Process handler;
  private final Thread follower;

  /** What the handler answered: the envelope, after it was found to be a whole one. */
  public record Answer(int status, JsonNode envelope) {
    public int statusCode() {
      return envelope.at("/Outputs/res/statusCode").asInt();
    }

    public JsonNode body() {
      return json(envelope.at("/Outputs/res/body").asText());
    }

    public List<String> messages(String binding) {
      List<String> messages = new ArrayList<>();
      envelope.path("Outputs").path(binding).forEach(message -> messages.add(message.asText()));
      return messages;
    }
  }

  /** A host whose HTTP functions nobody calls. */
  public PlainHost(Path app, Map<String, String> settings) {
    this(app, settings, Optional.empty());
  }

  /**
   * @param token what callers of HTTP functions show
   */
  PlainHost(Path app, Map<String, String> settings, Optional<String> token) {
    this(app, List.of(executable(app)), settings, Map.of("PATH", ""), token);
  }

  private PlainHost(
      Path app,
      List<String> command,
      Map<String, String> settings,
      Map<String, String> more,
      Optional<String> token) {
    this.app = app;
    this.token = token;
    this.port = freePort();
    this.handler = start(command, settings, more);
    this.follower = Thread.ofPlatform().daemon().start(this::follow);
    awaitReady();
  }

  /** One that gives the handler the settings and its port, and nothing else: no PATH, no HOME. */
  static PlainHost withNothingButSettings(Path app, Map<String, String> settings) {
    return new PlainHost(app, List.of(executable(app)), settings, Map.of(), Optional.empty());
  }

  /** One that starts something else than the app's handler. */
  public static PlainHost of(Path app, List<String> command, Map<String, String> settings) {
    return new PlainHost(app, command, settings, Map.of("PATH", ""), Optional.empty());
  }

  private static String executable(Path app) {
    JsonNode host = json(read(app.resolve("host.json")));
    String executable = host.at("/customHandler/description/defaultExecutablePath").asText();
    return app.resolve(executable).toAbsolutePath().toString();
  }

  private Process start(
      List<String> command, Map<String, String> settings, Map<String, String> more) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(app.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(settings);
    builder.environment().putAll(more);
    builder.environment().put("FUNCTIONS_CUSTOMHANDLER_PORT", Integer.toString(port));
    try {
      return builder.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void follow() {
    try (BufferedReader lines = handler.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        leaks.addAll(Leaks.in(line));
      }
    } catch (IOException closed) {
      // The process is gone, and with it what it had to say.
    }
  }

  /** What the handler has printed so far, line by line. */
  public List<String> output() {
    return List.copyOf(output);
  }

  /** The events among it (docs/log-events.md). */
  public List<JsonNode> events() {
    return output().stream().filter(line -> line.startsWith("{")).map(PlainHost::json).toList();
  }

  private void awaitReady() {
    Instant end = Instant.now().plus(START);
    while (Instant.now().isBefore(end)) {
      try {
        http.send(HttpRequest.newBuilder(uri("/")).build(), HttpResponse.BodyHandlers.discarding());
        return;
      } catch (ConnectException notYet) {
        pause();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
    throw new IllegalStateException(app + " did not answer within " + START);
  }

  /** The names of the functions of this app. */
  Set<String> functions() {
    try (var folders = Files.list(app)) {
      Set<String> names = new TreeSet<>();
      folders
          .filter(folder -> Files.exists(folder.resolve("function.json")))
          .forEach(folder -> names.add(folder.getFileName().toString()));
      return names;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  boolean isHttp(String function) {
    return has("httpTrigger", function);
  }

  boolean isTimer(String function) {
    return has("timerTrigger", function);
  }

  private boolean has(String trigger, String function) {
    return bindings(function).stream().anyMatch(b -> b.path("type").asText().equals(trigger));
  }

  /** Names of the output bindings that function.json declares. */
  Set<String> outputs(String function) {
    Set<String> names = new TreeSet<>();
    for (JsonNode binding : bindings(function)) {
      if (binding.path("direction").asText().equals("out")) {
        names.add(binding.path("name").asText());
      }
    }
    return names;
  }

  private List<JsonNode> bindings(String function) {
    List<JsonNode> bindings = new ArrayList<>();
    json(read(app.resolve(function).resolve("function.json")))
        .path("bindings")
        .forEach(bindings::add);
    return bindings;
  }

  public Answer timer(String function) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.putObject("Data").putObject("timer").put("IsPastDue", false);
    return post(function, envelope);
  }

  /** A message arrives as a text in a text, and its members once more as metadata. */
  public Answer message(String function, String message, int delivery) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.putObject("Data").put("message", quoted(message));
    ObjectNode metadata = envelope.putObject("Metadata");
    metadata.put("DequeueCount", Integer.toString(delivery));
    return post(function, envelope);
  }

  Answer http(String function, String method, Map<String, String> params, String body) {
    return http(function, method, params, Map.of(), body);
  }

  Answer http(
      String function,
      String method,
      Map<String, String> params,
      Map<String, String> query,
      String body) {
    ObjectNode envelope = JSON.createObjectNode();
    ObjectNode request = envelope.putObject("Data").putObject("req");
    request.put("Url", "https://keyhold.example/api/" + function).put("Method", method);
    request.set("Params", JSON.valueToTree(new TreeMap<>(params)));
    request.set("Query", JSON.valueToTree(new TreeMap<>(query)));
    ObjectNode headers = request.putObject("Headers");
    headers.putArray("Content-Type").add("application/json");
    token.ifPresent(shown -> headers.putArray("Authorization").add("Bearer " + shown));
    request.putArray("Identities");
    if (body != null) {
      request.put("Body", body);
    }
    return post(function, envelope);
  }

  private Answer post(String function, ObjectNode envelope) {
    envelope
        .withObject("/Metadata")
        .putObject("sys")
        .put("MethodName", function)
        .put("RandGuid", java.util.UUID.randomUUID().toString());
    return send(function, envelope.toString());
  }

  /** Posts any text at all. */
  Answer send(String function, String envelope) {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/" + function))
            .header("Content-Type", "application/json; charset=utf-8")
            .header("X-Azure-Functions-InvocationId", java.util.UUID.randomUUID().toString())
            .timeout(Duration.ofMinutes(2))
            .POST(HttpRequest.BodyPublishers.ofString(envelope))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      leaks.addAll(Leaks.in(answer.body()));
      boolean whole = answer.statusCode() == 200;
      return new Answer(answer.statusCode(), whole ? json(answer.body()) : JSON.createObjectNode());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String quoted(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * The host asks every 25 ms; this one more often, for starts are measured with it. Nothing else
   * in the tests waits by the clock.
   */
  private void pause() {
    try {
      if (handler.waitFor(2, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the handler ended with " + handler.exitValue());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** The process of the handler. */
  public long pid() {
    return handler.pid();
  }

  /** Ends the process at once, as a crash of the machine would. */
  public void kill() {
    handler.destroyForcibly();
    handler.onExit().join();
    try {
      follower.join(START);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
    http.close();
    if (!leaks.isEmpty()) {
      throw new AssertionError("Key material in what " + app + " says: " + leaks);
    }
  }
}
