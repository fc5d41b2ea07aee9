package io.keyhold.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the workflows name, for nobody sees them run before a push or a tag. */
class WorkflowsTest {

  private static final Path FOLDER = Path.of(".github", "workflows");

  @Test
  void theTestsThatTheReleaseRunsWithTheExecutableExist() throws IOException {
    List<String> tests =
        Pattern.compile("-Dtest='([^']+)'")
            .matcher(read("release.yml"))
            .results()
            .map(found -> found.group(1))
            .flatMap(names -> Stream.of(names.split(",")))
            .toList();
    assertThat(tests).isNotEmpty();
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsAll(tests.stream().map(name -> name + ".java").toList());
    }
  }

  @Test
  void everyActionIsGitHubsOrGraalsAndHasAVersion() throws IOException {
    for (String workflow : List.of("build.yml", "release.yml")) {
      List<String> actions =
          Pattern.compile("uses: *(\\S+)")
              .matcher(read(workflow))
              .results()
              .map(found -> found.group(1))
              .toList();
      assertThat(actions)
          .isNotEmpty()
          .allMatch(action -> action.matches("(actions|graalvm)/[a-z-]+@v[0-9]+"));
    }
  }

  /** Beside ../shared nothing may be left out, whatever the environment says. */
  @Test
  void whatNeedsTheSharedDataIsLeftOutOnlyWhereItIsNot() throws IOException {
    assertThat(read("build.yml")).contains("run: .ci/run --without-shared\n");
    assertThat(Files.readString(Path.of(".ci", "run")))
        .contains("export KEYHOLD_CI=1 ")
        .contains("if [ -e ../shared ]; then");
  }

  private static String read(String workflow) throws IOException {
    return Files.readString(FOLDER.resolve(workflow));
  }
}
