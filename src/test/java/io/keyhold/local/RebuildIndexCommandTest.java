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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ./keyhold rebuild-index}: it asks until all is done, and shows nobody who it is. */
class RebuildIndexCommandTest {

  private record Ended(int code, String out, String err) {}

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
  void itFollowsNextLinkToTheEnd() throws Exception {
    Ended ended = run(Map.of("TOKEN", "token-1"), url + "/");

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(ended.out().lines())
        .containsExactly(
            "{\"points\":100,\"written\":7,\"nextLink\":\"/api/rebuild-index?after=cGFnZTI\"}",
            "{\"points\":20,\"written\":0}");
    assertThat(asked)
        .containsExactly(
            "POST /api/rebuild-index Bearer token-1",
            "POST /api/rebuild-index?after=cGFnZTI Bearer token-1");
  }

  @Test
  void itGoesOnFromALink() throws Exception {
    Ended ended = run(Map.of("TOKEN", "token-1"), url + "/api/rebuild-index?after=cGFnZTI");

    assertThat(ended.code()).isZero();
    assertThat(asked).containsExactly("POST /api/rebuild-index?after=cGFnZTI Bearer token-1");
  }

  @Test
  void aRefusalIsShownAndHowToGoOnIsSaid() throws Exception {
    Ended ended = run(Map.of("TOKEN", "wrong"), url);

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains("no entry");
    assertThat(ended.err())
        .contains("the answer was 401", "./keyhold rebuild-index '" + url + "/api/rebuild-index'");
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
    String shown = call.getRequestHeaders().getFirst("Authorization");
    asked.add(call.getRequestMethod() + " " + call.getRequestURI() + " " + shown);
    boolean first = call.getRequestURI().getQuery() == null;
    boolean refused = "Bearer wrong".equals(shown);
    byte[] body =
        (refused
                ? "{\"detail\":\"no entry\"}"
                : first
                    ? "{\"points\":100,\"written\":7,\"nextLink\":\"/api/rebuild-index?after=cGFnZTI\"}"
                    : "{\"points\":20,\"written\":0}")
            .getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(refused ? 401 : 200, body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  private static Ended run(Map<String, String> environment, String argument) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of("keyhold").toAbsolutePath().toString(), "rebuild-index", argument);
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
