package io.keyhold.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keyhold.e2e.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The launcher's commands that ask an app, and an app on loopback that notes what it was asked. */
final class LaunchedAgainstAnApp implements AutoCloseable {

  /** How a command ended, and what it said. */
  record Ended(int code, String out, String err) {}

  /** Who shows this is not let in. */
  static final String WRONG = "wrong";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Function<URI, String> answers;
  private final HttpServer app;

  LaunchedAgainstAnApp(Function<URI, String> answers) {
    Needs.program("curl");
    this.answers = answers;
    try {
      app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    app.createContext("/", this::answer);
    app.start();
  }

  String url() {
    return "http://127.0.0.1:" + app.getAddress().getPort();
  }

  /** Method, address and what was shown of each call so far. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange call) throws IOException {
    String shown = call.getRequestHeaders().getFirst("Authorization");
    asked.add(call.getRequestMethod() + " " + call.getRequestURI() + " " + shown);
    boolean refused = ("Bearer " + WRONG).equals(shown);
    byte[] body =
        (refused ? "{\"detail\":\"no entry\"}" : answers.apply(call.getRequestURI()))
            .getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(refused ? 401 : 200, body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  /** Runs {@code ./keyhold} with these arguments, by somebody who has this token. */
  static Ended run(String token, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("keyhold").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TOKEN", token);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), out, err);
  }

  @Override
  public void close() {
    app.stop(0);
  }
}
