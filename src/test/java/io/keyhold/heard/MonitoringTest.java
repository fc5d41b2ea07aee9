package io.keyhold.heard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.domain.Signal;
import io.keyhold.e2e.Needs;
import io.keyhold.e2e.Programs;
import io.keyhold.json.SignalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What terraform/monitoring asks of the log is what the program writes. The queries cannot be run
 * here; their names are held to the events, and Azure's own language service reads them.
 */
class MonitoringTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("terraform", "monitoring");
  private static final Path WORKBOOK = FOLDER.resolve("workbook.json");

  /** The version that .ci/run installs. */
  private static final Path SERVICE =
      Path.of("target/kusto/node_modules/@kusto/language-service-next");

  private static final Pattern EVENT = Pattern.compile("\"((?:[A-Z][a-z]+){2,})\"");
  private static final Pattern MEMBER = Pattern.compile("\\be\\.(\\w+)");
  private static final Pattern MEMBER_OF_CAUSE =
      Pattern.compile("\\b(?:c|e\\.causes\\[0\\])\\.(\\w+)");

  @Test
  void theWorkbookShowsWhatWasAskedFor() {
    JsonNode workbook = json(WORKBOOK);

    assertThat(workbook.path("version").asText()).isEqualTo("Notebook/1.0");
    assertThat(workbook.path("$schema").asText()).endsWith("/schema/workbook.json");
    assertThat(parts(workbook).keySet())
        .contains("last-success", "refusals-by-cause", "points-by-state", "copies");
    for (JsonNode item : workbook.path("items")) {
      assertThat(item.path("type").asInt()).as("text, query or parameters").isIn(1, 3, 9);
      assertThat(item.path("name").asText()).isNotEmpty();
    }
    for (JsonNode part : parts(workbook).values()) {
      assertThat(part.path("version").asText()).isEqualTo("KqlItem/1.0");
      assertThat(part.path("resourceType").asText()).isEqualTo("microsoft.insights/components");
      assertThat(part.path("timeContextFromParameter").asText()).isEqualTo("TimeRange");
      assertThat(part.path("title").asText()).isNotEmpty();
    }
  }

  @Test
  void theWorkbookAndTheAlertGroupRefusalsInTheSameWay() {
    assertThat(queries().get("workbook/refusals-by-cause"))
        .isEqualTo(withoutComments(queries().get("refusals-by-cause.kql")));
  }

  @Test
  void terraformFindsNothingToFillIn() {
    assertThat(read(WORKBOOK)).doesNotContain("${", "%{");
    queries().forEach((name, query) -> assertThat(query).as(name).doesNotContain("${", "%{"));
  }

  @Test
  void everyEventAndMemberThatAQueryNamesIsWritten() {
    Map<String, JsonNode> written =
        SignalSamples.full().stream()
            .collect(Collectors.toMap(signal -> signal.kind().text(), SignalJson::of));
    queries()
        .forEach(
            (name, query) -> {
              Set<String> events = found(EVENT, query);
              assertThat(events).as(name + ": events").isNotEmpty().isSubsetOf(written.keySet());
              Set<String> members = new HashSet<>();
              Set<String> ofCauses = new HashSet<>();
              for (String event : events) {
                written.get(event).fieldNames().forEachRemaining(members::add);
                written
                    .get(event)
                    .path("causes")
                    .forEach(cause -> cause.fieldNames().forEachRemaining(ofCauses::add));
              }
              assertThat(found(MEMBER, query)).as(name + ": members").isSubsetOf(members);
              assertThat(found(MEMBER_OF_CAUSE, query))
                  .as(name + ": members of a cause")
                  .isSubsetOf(ofCauses);
            });
  }

  @Test
  void everyStateAndOutcomeOfABackupIsShownByTheWorkbook() {
    Set<String> shown = found(EVENT, queries().get("workbook/points-by-state"));
    Set<String> told =
        SignalSamples.full().stream()
            .filter(signal -> SignalJson.of(signal).has("vmId"))
            .map(Signal::kind)
            .map(kind -> kind.text())
            .collect(Collectors.toSet());
    assertThat(shown).isEqualTo(told);
  }

  @Test
  void azuresOwnLanguageServiceHasNothingToSayAgainstTheQueries() {
    assertThat(judged(queries())).isEmpty();
  }

  @Test
  void azuresOwnLanguageServiceWouldSayIt() {
    assertThat(
            judged(
                Map.of(
                    "column", "traces | where massage has \"x\"",
                    "syntax", "traces | summarise count()",
                    "word", "traces | extend kind = 1 | summarize arg_max(timestamp, kind)")))
        .extracting(said -> said.substring(0, said.indexOf(':')))
        .contains("column", "syntax", "word");
  }

  private static List<String> judged(Map<String, String> queries) {
    Needs.file(
        SERVICE.resolve("Kusto.Language.Bridge.js"), "Kusto's language service in " + SERVICE);
    Programs.Ended ended =
        Programs.run(
            JSON.valueToTree(queries).toString().getBytes(StandardCharsets.UTF_8),
            List.of(
                Needs.program("node"),
                "src/test/resources/io/keyhold/heard/check-kql.cjs",
                SERVICE.toAbsolutePath().toString()));
    assertThat(ended.status()).as(ended.said()).isZero();
    return ended.said().lines().toList();
  }

  /** By file, and of the workbook by the name of the part. */
  private static Map<String, String> queries() {
    Map<String, String> queries = new TreeMap<>();
    parts(json(WORKBOOK))
        .forEach((name, part) -> queries.put("workbook/" + name, part.path("query").asText()));
    for (String file : List.of("last-success.kql", "refusals-by-cause.kql")) {
      queries.put(file, read(FOLDER.resolve(file)));
    }
    return queries;
  }

  private static Map<String, JsonNode> parts(JsonNode workbook) {
    Map<String, JsonNode> parts = new TreeMap<>();
    for (JsonNode item : workbook.path("items")) {
      if (item.path("type").asInt() == 3) {
        parts.put(item.path("name").asText(), item.path("content"));
      }
    }
    return parts;
  }

  private static Set<String> found(Pattern pattern, String query) {
    return pattern
        .matcher(withoutComments(query))
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String withoutComments(String query) {
    return query.lines().filter(line -> !line.startsWith("//")).collect(Collectors.joining("\n"));
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(read(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
