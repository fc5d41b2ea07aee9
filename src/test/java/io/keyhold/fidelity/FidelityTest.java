package io.keyhold.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every recorded exchange is answered by the local Azure as it was by the real one, or stands in
 * {@link Excuses} with its reason; an excuse that is not needed any more fails.
 */
class FidelityTest {

  private static final Path PAGE = Path.of("docs", "fidelity.md");
  private static final String COMMAND = "mvn test -Dtest=FidelityTest -Dkeyhold.docs=write";

  private static Map<String, List<Verdict>> verdicts = Map.of();

  @BeforeAll
  static void sendEverything() {
    verdicts = Verdicts.all();
    System.out.println(new FidelityPage(COMMAND, verdicts).summary());
  }

  @TestFactory
  Stream<DynamicTest> everyExchangeIsAnsweredAsRecordedOrExcused() {
    return all()
        .map(
            verdict ->
                DynamicTest.dynamicTest(
                    verdict.id(), () -> assertThat(verdict.faults()).isEmpty()));
  }

  private static Stream<Verdict> all() {
    return verdicts.values().stream().flatMap(List::stream);
  }

  @Test
  void everyExcuseIsOneOfARecordedExchange() {
    var known = all().map(Verdict::id).collect(Collectors.toSet());
    assertThat(Excuses.ALL.stream().flatMap(excuse -> excuse.exchanges().stream()))
        .isSubsetOf(known);
  }

  @Test
  void everyReasonOfTheSessionsIsNeeded() {
    assertThat(SessionExcuses.unused(all().toList())).isEmpty();
  }

  @Test
  void thePageSaysWhatWasFound() throws IOException {
    var page = new FidelityPage(COMMAND, verdicts).text();
    if ("write".equals(System.getProperty("keyhold.docs"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/fidelity.md; rewrite it: " + COMMAND)
        .isEqualTo(page);
  }
}
