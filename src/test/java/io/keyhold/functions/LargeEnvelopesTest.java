package io.keyhold.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LargeEnvelopesTest {

  @Test
  void everyHttpFunctionAnswersATooLargeBodyWithAProblem() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("function-config"))) {
      assertThat(
              files
                  .filter(file -> file.endsWith("function.json"))
                  .filter(LargeEnvelopesTest::hasAnHttpTrigger)
                  .map(file -> "/" + file.getParent().getFileName())
                  .distinct())
          .containsExactlyInAnyOrderElementsOf(LargeEnvelopes.HTTP);
    }
  }

  private static boolean hasAnHttpTrigger(Path function) {
    try {
      return new ObjectMapper()
          .readTree(function.toFile())
          .findValuesAsText("type")
          .contains("httpTrigger");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
