package io.keyhold.azurite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tests speak of one version of Azurite. */
class PinnedTest {

  @Test
  void whatCiInstallsIsTheVersionThatTheTestsName() throws IOException {
    assertThat(Files.readString(Path.of(".ci/run"))).contains("azurite=" + Azurite.VERSION + "\n");
  }

  @Test
  void whatRunsIsThatVersion() throws IOException {
    Azurite.running();
    assertThat(Files.readString(Path.of("target/azurite/node_modules/azurite/package.json")))
        .contains("\"version\": \"" + Azurite.VERSION + "\"");
  }
}
