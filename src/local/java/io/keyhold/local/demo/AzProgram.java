package io.keyhold.local.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A program called az: a script that hands its words over to {@link Az} in this process, line by
 * line, and prints what comes back.
 */
final class AzProgram implements AutoCloseable {
  private static final int WAITING = 8;

  private final Az az;
  private final ServerSocket door;

  /**
   * @param folder gets the script
   */
  AzProgram(Az az, Path folder) {
    this.az = az;
    try {
      door = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
      Path program = Files.writeString(folder.resolve("az"), script());
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread.ofVirtual().start(this::serve);
  }

  private String script() {
    return """
    #!/usr/bin/env bash
    exec 3<>/dev/tcp/127.0.0.1/%d
    printf '%%s\\n' "$PWD" "$@" '' >&3
    read -r status <&3
    if [ "$status" = 0 ]; then cat <&3; else cat <&3 >&2; exit 1; fi
    """
        .formatted(door.getLocalPort());
  }

  private void serve() {
    while (!door.isClosed()) {
      try (Socket call = door.accept()) {
        answer(call);
      } catch (SocketException closed) {
        // by us, or by a script that has ended; the next call decides
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  private void answer(Socket call) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      lines.add(line);
    }
    String said;
    try {
      said = "0\n" + az.run(lines.subList(1, lines.size()), Path.of(lines.getFirst()));
    } catch (IOException | RuntimeException failed) {
      said = "1\naz: " + failed.getMessage() + "\n";
    }
    call.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
