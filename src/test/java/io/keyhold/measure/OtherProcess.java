package io.keyhold.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@link MeasuredAzure} in a process of its own. */
final class OtherProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final Map<String, String> settings = new HashMap<>();

  OtherProcess(int machines, double speed) {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx1500m",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  MeasuredAzure.class.getName(),
                  Integer.toString(machines),
                  Double.toString(speed))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      until("ready").forEach(line -> settings.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Map<String, String> settings() {
    return settings;
  }

  /** What was asked of the limits so far. */
  List<LimitUse> report() {
    try {
      OutputStream in = process.getOutputStream();
      in.write("report\n".getBytes(StandardCharsets.UTF_8));
      in.flush();
      return until("end").stream()
          .filter(line -> !line.startsWith("heap "))
          .map(LimitUse::parse)
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private List<String> until(String last) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); ; line = out.readLine()) {
      if (line == null) {
        throw new IllegalStateException("the local Azure ended by itself: " + lines);
      }
      if (line.equals(last)) {
        return lines;
      }
      lines.add(line);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
