package io.keyhold.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keyhold.local.azure.LocalAzure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;

/**
 * A program called az, on whose words {@link AzLines} acts: a script that hands them over to this
 * JVM and prints what comes back.
 */
final class AzDoor implements AutoCloseable {

  private final AzLines lines;
  private final HttpServer server;

  AzDoor(LocalAzure azure, Path programs) {
    this.lines = new AzLines(azure, programs);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
      Path az = Files.writeString(programs.resolve("az"), script());
      Files.setPosixFilePermissions(az, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String script() {
    return """
    #!/usr/bin/env bash
    said=$(mktemp)
    trap 'rm -f "$said"' EXIT
    status=$(printf '%%s\\0' "$@" | curl --silent --show-error --noproxy '*' --data-binary @- \\
      --header "X-Folder: $PWD" --output "$said" --write-out '%%{http_code}' http://127.0.0.1:%d/)
    if [ "$status" = 200 ]; then cat "$said"; else cat "$said" >&2; exit 1; fi
    """
        .formatted(server.getAddress().getPort());
  }

  private void answer(HttpExchange call) throws IOException {
    String words = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Path folder = Path.of(call.getRequestHeaders().getFirst("X-Folder"));
    int status = 200;
    String text;
    try {
      text = lines.run(Arrays.asList(words.split("\0")), folder);
    } catch (AssertionError | RuntimeException failure) {
      status = 500;
      text = "az " + words.replace('\0', ' ') + "\n" + failure.getMessage() + "\n";
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  List<String> called() {
    return lines.called();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
