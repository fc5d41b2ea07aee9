package io.keyhold.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./keyhold} without a build: what it says, and what it finds. */
class LauncherTest {
  private static final String SYSTEM_PATH = "/usr/bin:/bin";

  @TempDir Path elsewhere;

  private record Ended(int code, String out, String err) {}

  @Test
  void itListsItsCommandsFromAnyFolder() throws Exception {
    Ended ended = run(Map.of("PATH", SYSTEM_PATH), "help");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("demo", "local", "azure", "test", "package", "check-policies FILE");
  }

  @Test
  void anUnknownCommandIsRefusedOnStandardError() throws Exception {
    Ended ended = run(Map.of("PATH", SYSTEM_PATH), "dance");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("There is no command dance.");
  }

  @Test
  void anOldOrMissingJavaHomeDoesNotKeepItFromFindingAJdk() throws Exception {
    Path old = jdk("17.0.15");
    Path recent = jdk("21.0.4");

    Ended ended =
        run(
            Map.of("PATH", recent.resolve("bin") + ":" + SYSTEM_PATH, "JAVA_HOME", old.toString()),
            "jdk");

    assertThat(ended.out().strip()).isEqualTo(recent.toRealPath().toString());
  }

  @Test
  void javaHomeIsPreferredWhereItIsRecentEnough() throws Exception {
    Path recent = jdk("21.0.4");
    Path newer = jdk("25");

    Ended ended =
        run(
            Map.of(
                "PATH", newer.resolve("bin") + ":" + SYSTEM_PATH, "JAVA_HOME", recent.toString()),
            "jdk");

    assertThat(ended.out().strip()).isEqualTo(recent.toString());
  }

  @Test
  void packageKnowsOneOtherPackage() throws Exception {
    Ended ended = run(Map.of("PATH", SYSTEM_PATH), "package", "java-wroker");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("package takes nothing, or java-worker; and --zip");
  }

  @Test
  void checkPoliciesWantsOneFile() throws Exception {
    Ended ended = run(Map.of("PATH", SYSTEM_PATH), "check-policies");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("check-policies takes one FILE.");
  }

  /** A folder that looks like a JDK of that version. */
  private Path jdk(String version) throws IOException {
    Path home = elsewhere.resolve("jdk-" + version);
    for (String program : List.of("java", "javac", "jlink")) {
      Path file = Files.createDirectories(home.resolve("bin")).resolve(program);
      Files.writeString(file, "#!/bin/sh\necho javac " + version + "\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    return home;
  }

  private Ended run(Map<String, String> environment, String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(Path.of("keyhold").toAbsolutePath().toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().clear();
    builder.environment().putAll(environment);
    Path out = elsewhere.resolve("out");
    Path err = elsewhere.resolve("err");
    Process process =
        builder
            .directory(elsewhere.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
