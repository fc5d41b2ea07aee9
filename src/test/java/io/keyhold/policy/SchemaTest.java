package io.keyhold.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.keyhold.domain.Generated;
import io.keyhold.domain.Policy;
import io.keyhold.json.Json;
import io.keyhold.json.PolicyJson;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the published schema refuses, the reader refuses; it may be stricter, but never laxer. */
class SchemaTest {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(PolicyReader.class.getResourceAsStream("policies.schema.json"));

  /** Values that are put in the place of others. */
  private static final List<String> OTHERS =
      List.of(
          "null",
          "true",
          "0",
          "1",
          "3",
          "-1",
          "30.0",
          "500",
          "36501",
          "1e3",
          "\"\"",
          "\"x\"",
          "\"refuse\"",
          "\"hold\"",
          "\"proceed\"",
          "\"unwrap\"",
          "\"AllowAll\"",
          "\"kv-a\"",
          "\"0 2 * * *\"",
          "\"0 2 * * * \"",
          "\"0\\t2 * * *\"",
          "\"UTC\"",
          "\"eastus\"",
          "\"Größe-1\"",
          "\"rg.\"",
          "\"a\\n\"",
          "[]",
          "{}",
          "[1]",
          "[\"kv-a\", \"kv-a\"]",
          "\"/a/b/c/d/e/f/g/h\"",
          "\"/subscriptions/1/resourceGroups/r/providers/"
              + "microsoft.compute/DISKENCRYPTIONSETS/d\"");

  @ParameterizedTest
  @ValueSource(strings = {"full", "least"})
  void bothAcceptTheFixtures(String name) {
    assertThat(SCHEMA.validate(Documents.tree(name))).isEmpty();
    assertThat(Documents.mistakes(Documents.text(name))).isEmpty();
  }

  @Test
  void bothRefuseTheFiveMistakes() {
    assertThat(SCHEMA.validate(Documents.tree("five-mistakes"))).isNotEmpty();
    assertThat(Documents.mistakes(Documents.text("five-mistakes"))).hasSize(5);
  }

  @Test
  void theFormsOfNamesAreTheSameInBoth() {
    String schema = SCHEMA.getSchemaNode().toString();

    for (Form form : Form.values()) {
      assertThat(schema).contains(quoted("^" + form.pattern() + "$"));
    }
    assertThat(schema).contains(quoted("^" + LocalCron.FORM + "$"));
  }

  private static String quoted(String text) {
    return Json.compact(TextNode.valueOf(text));
  }

  @Test
  void everyMemberOfTheSchemaIsDescribed() {
    for (ObjectNode object : objects(SCHEMA.getSchemaNode().get("$defs"))) {
      if (object.get("properties") instanceof ObjectNode properties) {
        properties
            .properties()
            .forEach(
                member ->
                    assertThat(
                            member.getValue().has("description") || member.getValue().has("$ref"))
                        .as(member.getKey())
                        .isTrue());
      }
    }
  }

  @Property(tries = 100)
  void bothAcceptEveryPolicy(@ForAll("policies") Policy policy) {
    ObjectNode document = Json.object();
    document.putArray("policies").add(PolicyJson.of(policy));

    assertThat(SCHEMA.validate(document)).isEmpty();
    assertThat(Documents.mistakes(Json.compact(document))).isEmpty();
  }

  @Property(tries = 600)
  void whatTheReaderAcceptsTheSchemaAccepts(@ForAll("spoilt") JsonNode document) {
    if (Documents.mistakes(Json.compact(document)).isEmpty()) {
      assertThat(SCHEMA.validate(document)).isEmpty();
    }
  }

  @Property(tries = 300)
  void whatTheSchemaRefusesTheReaderRefuses(@ForAll("spoilt") JsonNode document) {
    if (!SCHEMA.validate(document).isEmpty()) {
      assertThat(Documents.mistakes(Json.compact(document))).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<Policy> policies() {
    return Generated.policies();
  }

  /** The full document with one or two changes at any place. */
  @Provide
  Arbitrary<JsonNode> spoilt() {
    return change()
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(
            changes -> {
              ObjectNode document = Documents.tree("full");
              changes.forEach(change -> change.at(document));
              return document;
            });
  }

  private Arbitrary<Change> change() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 1_000),
            Arbitraries.integers().between(0, 1_000),
            Arbitraries.of("remove", "add", "replace", "replace", "replace"),
            Arbitraries.of(OTHERS))
        .as(Change::new);
  }

  private record Change(int object, int member, String how, String other) {

    void at(ObjectNode document) {
      List<ObjectNode> all = objects(document);
      ObjectNode there = all.get(object % all.size());
      List<String> names = new ArrayList<>();
      there.fieldNames().forEachRemaining(names::add);
      if (names.isEmpty() || how.equals("add")) {
        there.set("another", Documents.json(other));
      } else if (how.equals("remove")) {
        there.remove(names.get(member % names.size()));
      } else if (there.get(names.get(member % names.size())) instanceof ArrayNode list
          && object % 2 == 0) {
        list.add(Documents.json(other));
      } else {
        there.set(names.get(member % names.size()), Documents.json(other));
      }
    }
  }

  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> all = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      all.add(object);
    }
    node.forEach(child -> all.addAll(objects(child)));
    return all;
  }
}
