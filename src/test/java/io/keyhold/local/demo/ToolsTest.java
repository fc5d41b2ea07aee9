package io.keyhold.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {
  @TempDir Path folder;

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    program("bash");
    program("awk");
    Tools tools = new Tools(Map.of("PATH", folder.toString()));

    assertThat(tools.missing()).contains("base64", "tr").doesNotContain("bash", "awk");
    assertThat(new Tools(Map.of()).missing()).contains("bash");
  }

  @Test
  void inCiNothingMayBeMissing() {
    assertThat(new Tools(Map.of()).strict()).isFalse();
    assertThat(new Tools(Map.of("KEYHOLD_CI", "1")).strict()).isTrue();
  }

  private void program(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
