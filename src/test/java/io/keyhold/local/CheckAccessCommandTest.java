package io.keyhold.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keyhold.e2e.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code ./keyhold check-access}: it asks each app to the end, and ends with 1 where a right is
 * missing.
 */
class CheckAccessCommandTest {

  private record Ended(int code, String out, String err) {}

  private static final String FIRST =
      "{\"value\":[{\"missing\":[]}],\"nextLink\":\"/api/check-access?after=bWFj\"}";
  private static final String LACKS =
      "{\"value\":[{\"missing\":[{\"action\":\"a\",\"remedy\":\"az role\"}]}]}";
  private static final String FINE = "{\"value\":[{\"missing\":[]}]}";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final HttpServer app = server();
  private final String url = "http://127.0.0.1:" + app.getAddress().getPort();

  @BeforeEach
  void start() {
    Needs.program("curl");
    app.start();
  }

  @AfterEach
  void stop() {
    app.stop(0);
  }

  @Test
  void itAsksEachAppToTheEndAndEndsWithOneBecauseARightIsMissing() throws Exception {
    Ended ended = run(Map.of("TOKEN", "token-1"), url + "/", url + "/other");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out().lines()).hasSize(3).contains(LACKS).contains(FINE);
    assertThat(asked)
        .containsExactly(
            "GET /api/check-access Bearer token-1",
            "GET /api/check-access?after=bWFj Bearer token-1",
            "GET /other/api/check-access Bearer token-1");
  }

  @Test
  void nothingIsMissingThenItEndsWithZero() throws Exception {
    Ended ended = run(Map.of("TOKEN", "token-1"), url + "/other");

    assertThat(ended.code()).isZero();
    assertThat(asked).containsExactly("GET /other/api/check-access Bearer token-1");
  }

  @Test
  void aRefusalIsShownAndHowToGoOnIsSaid() throws Exception {
    Ended ended = run(Map.of("TOKEN", "wrong"), url);

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains("no entry");
    assertThat(ended.err())
        .contains("the answer was 401", "./keyhold check-access '" + url + "/api/check-access'");
  }

  private HttpServer server() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
      server.createContext("/", this::answer);
      return server;
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  private void answer(HttpExchange call) throws IOException {
    String token = call.getRequestHeaders().getFirst("Authorization");
    asked.add(call.getRequestMethod() + " " + call.getRequestURI() + " " + token);
    boolean first = call.getRequestURI().toString().equals("/api/check-access");
    boolean refused = "Bearer wrong".equals(token);
    byte[] body =
        (refused ? "{\"detail\":\"no entry\"}" : first ? FIRST : other(call))
            .getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(refused ? 401 : 200, body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  private static String other(HttpExchange call) {
    return call.getRequestURI().getPath().startsWith("/other") ? FINE : LACKS;
  }

  private static Ended run(Map<String, String> environment, String... apps) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of("keyhold").toAbsolutePath().toString());
    command.add("check-access");
    command.addAll(List.of(apps));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), out, err);
  }
}
