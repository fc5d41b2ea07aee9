package io.keyhold.local.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The command prints the settings and then "ready", stays up, and ends when it is told to. */
class AzureCommandTest {

  @Test
  void theSettingsAreAllThatIsPrintedAndTheCommandEndsBySignal() throws Exception {
    var child = Child.start(Map.of(), AzureCommandProbe.class, "--retry-after-scale", "0.5");
    child.getOutputStream().close();
    var lines = new ArrayList<String>();
    try (var out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      while (lines.isEmpty() || !lines.getLast().equals("ready")) {
        lines.add(out.readLine());
      }
      var settings = new HashMap<String, String>();
      lines.stream()
          .filter(line -> line.contains("="))
          .forEach(
              line ->
                  settings.put(
                      line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
      assertThat(lines).hasSize(settings.size() + 1);
      assertThat(settings)
          .containsOnlyKeys(
              "KEYHOLD_CATALOGUE",
              "KEYHOLD_POLICIES",
              "KEYHOLD_TENANT",
              "KEYHOLD_AUDIENCE",
              "TOKEN",
              "HTTPS_PROXY",
              "KEYHOLD_CA_FILE",
              "IDENTITY_ENDPOINT",
              "IDENTITY_HEADER");
      assertThat(Files.readString(Path.of(settings.get("KEYHOLD_POLICIES")))).contains("policies");
      assertThat(child.isAlive()).isTrue();
      child.toHandle().destroy();
      assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(Path.of(settings.get("KEYHOLD_CA_FILE"))).doesNotExist();
      assertThat(out.readLine()).isNull();
    }
  }

  @Test
  void anUnknownArgumentIsRefusedWithTheKnownOnes() throws Exception {
    var child = Child.start(Map.of(), AzureCommandProbe.class, "--no-such-thing", "1");
    assertThat(child.waitFor()).isEqualTo(2);
  }
}
