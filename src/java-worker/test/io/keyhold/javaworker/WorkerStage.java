package io.keyhold.javaworker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.Gson;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.functions.FunctionsHost;
import io.keyhold.local.functions.Options;
import io.keyhold.local.functions.Queues;
import io.keyhold.local.http.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packaged app in a process of its own, in the stand-in for the Java worker, behind the local
 * Functions host, with the local Azure and the sample fleet. Its identity may do everything, for
 * one app with all functions must.
 */
final class WorkerStage implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SETTING = Pattern.compile("%(\\w+)%");
  private static final String NEVER = "0 0 0 29 2 *";

  final LocalAzure azure = LocalAzure.start(LocalAzure.Options.instant());

  /** The host's: the program in the other process has the system's. */
  final MovableClock clock = new MovableClock();

  /** As long as the clock of the local Azure is not moved: the program has the system's. */
  private final String token = azure.callers().token();

  final Queues queues = new Queues(clock);
  final FunctionsHost host;

  /** Where Quarkus would listen. */
  final int quarkusPort = freePort();

  private final HttpClient client =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();

  /** An HTTP answer. */
  record Answer(int status, Map<String, String> headers, JsonNode body) {}

  WorkerStage(Path scratch) throws IOException {
    new SampleFleet().accept(azure);
    host = FunctionsHost.start(Options.of(appFor(scratch), settings()).queues(queues).clock(clock));
  }

  /** The package's function.json files, and its host.json with a way to start the stand-in. */
  private static Path appFor(Path scratch) throws IOException {
    PackagedApp app = PackagedApp.javaWorker();
    for (Map.Entry<String, JsonNode> function : app.functions().entrySet()) {
      Path folder = Files.createDirectories(scratch.resolve(function.getKey()));
      Files.writeString(folder.resolve("function.json"), function.getValue().toString());
    }
    ObjectNode host = app.host().deepCopy();
    ObjectNode handler = host.putObject("customHandler").put("initializationTimeout", "00:02:00");
    ObjectNode description = handler.putObject("description");
    description.put(
        "defaultExecutablePath", ProcessHandle.current().info().command().orElseThrow());
    ArrayNode arguments = description.putArray("arguments");
    // The worker's own, from its worker.config.json, and what docs/java-worker.md adds on JDK 24
    // and later.
    List.of("-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1", "-Djava.net.preferIPv4Stack=true")
        .forEach(arguments::add);
    arguments.add("--add-opens").add("java.base/java.lang=ALL-UNNAMED");
    arguments.add("-cp").add(quoted(classPath())).add(JavaWorker.class.getName());
    arguments.add(quoted(app.folder().toAbsolutePath().toString()));
    arguments.add(quoted(jarOf(FunctionName.class)));
    Files.writeString(scratch.resolve("host.json"), host.toString());
    return scratch;
  }

  /** What the worker has of its own: the stand-in, and the libraries that the real one brings. */
  private static String classPath() {
    return Stream.of(
            JavaWorker.class, ExecutionContext.class, FunctionInstanceInjector.class, Gson.class)
        .map(WorkerStage::jarOf)
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String quoted(String path) {
    return '"' + path + '"';
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(azure.settings());
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(quarkusPort));
    for (JsonNode function : PackagedApp.javaWorker().functions().values()) {
      Matcher named = SETTING.matcher(function.toString());
      while (named.find()) {
        settings.put(named.group(1), NEVER);
      }
    }
    return settings;
  }

  Answer get(String path) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  Answer put(String path, String body) {
    return send("PUT", path, HttpRequest.BodyPublishers.ofString(body));
  }

  private Answer send(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(host.uri().resolve(path))
            .method(method, body)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofMinutes(1))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      Map<String, String> headers = new HashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new Answer(response.statusCode(), headers, JSON.readTree(response.body()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  @Override
  public void close() {
    host.close();
    client.close();
    azure.close();
  }
}
