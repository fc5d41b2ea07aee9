package io.keyhold.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** docs/policies.md is true: its example is valid, and it names every member and every default. */
class PoliciesPageTest {

  private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Za-z]+)` \\| [^|]* \\| ([^|]*) \\|");

  private String page = "";

  @BeforeEach
  void readThePage() throws IOException {
    page = Files.readString(Path.of("docs", "policies.md"));
  }

  @Test
  void theExampleIsValid() {
    assertThat(Documents.mistakes(example())).isEmpty();
  }

  @Test
  void theExampleHasEveryMemberOfTheSchema() {
    Set<String> shown = new TreeSet<>();
    collect(Documents.json(example()), shown);
    shown.add("$schema");

    assertThat(shown).isEqualTo(schemaMembers());
  }

  @Test
  void everyMemberOfTheSchemaHasARow() {
    Set<String> rows = new TreeSet<>();
    Matcher row = ROW.matcher(page);
    while (row.find()) {
      rows.add(row.group(1));
    }
    rows.add("$schema");
    rows.add("policies");

    assertThat(rows).isEqualTo(schemaMembers());
  }

  @Test
  void theDefaultsAreThoseOfTheSchema() {
    JsonNode definitions = schema().get("$defs");
    List<String> wrong = new ArrayList<>();
    Matcher row = ROW.matcher(page);
    while (row.find()) {
      JsonNode value = definitions.findValue(row.group(1)).path("default");
      String stated = row.group(2).replace("`", "").strip();
      if (value.isValueNode() && !value.isMissingNode() && !value.asText().equals(stated)) {
        wrong.add(row.group(1) + ": " + stated);
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void theMistakesShownAreTheOnesThatAreListed() {
    List<String> listed = Documents.mistakes(Documents.text("five-mistakes"));

    assertThat(page.lines().filter(line -> line.startsWith("policies.json: ")))
        .hasSize(2)
        .allMatch(line -> listed.contains(line.substring("policies.json: ".length())));
  }

  private String example() {
    Matcher example = EXAMPLE.matcher(page);
    assertThat(example.find()).isTrue();
    return example.group(1);
  }

  private static JsonNode schema() {
    try {
      return Documents.json(
          new String(
              PolicyReader.class.getResourceAsStream("policies.schema.json").readAllBytes(),
              StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Set<String> schemaMembers() {
    Set<String> members = new TreeSet<>();
    for (JsonNode properties : schema().findValues("properties")) {
      properties.fieldNames().forEachRemaining(members::add);
    }
    return members;
  }

  private static void collect(JsonNode node, Set<String> names) {
    node.fieldNames().forEachRemaining(names::add);
    node.forEach(child -> collect(child, names));
  }
}
