package io.keyhold.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Text;
import java.io.IOException;
import java.util.Optional;

/**
 * From the text of a document to a tree. Built by hand, because a member that is written twice is a
 * mistake among others here and must not hide them.
 */
final class DocumentTree {

  private static final int MAX_NESTING = 16;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxNameLength(1_000)
                  .maxStringLength(10_000)
                  .maxNumberLength(40)
                  .build())
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonParser parser;
  private final Mistakes mistakes;

  private DocumentTree(JsonParser parser, Mistakes mistakes) {
    this.parser = parser;
    this.mistakes = mistakes;
  }

  /** The tree, or empty when the text is not JSON; what is wrong with the text is noted. */
  static Optional<JsonNode> parse(String text, Mistakes mistakes) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        mistakes.add("document", "is empty");
        return Optional.empty();
      }
      JsonNode tree = new DocumentTree(parser, mistakes).value("");
      if (parser.nextToken() != null) {
        mistakes.add(line(parser), "something follows after the end of the document");
      }
      return Optional.of(tree);
    } catch (StreamConstraintsException excess) {
      mistakes.add("document", "is nested too deeply, or a text or number in it is too long");
    } catch (JsonProcessingException malformed) {
      mistakes.add(
          "line %d, column %d"
              .formatted(
                  malformed.getLocation().getLineNr(), malformed.getLocation().getColumnNr()),
          "is not JSON: " + Text.shown(malformed.getOriginalMessage()));
    } catch (IOException impossible) {
      throw new IllegalStateException("a text in memory can be read", impossible);
    }
    return Optional.empty();
  }

  private static String line(JsonParser parser) {
    return "line " + parser.currentTokenLocation().getLineNr();
  }

  private JsonNode value(String place) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(place);
      case START_ARRAY -> array(place);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value begins with " + parser.currentToken());
    };
  }

  private ObjectNode object(String place) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String there = place.isEmpty() ? Text.shown(name) : place + "." + Text.shown(name);
      if (object.has(name)) {
        mistakes.add(there, "is written twice");
      }
      parser.nextToken();
      object.set(name, value(there));
    }
    return object;
  }

  private ArrayNode array(String place) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(place + "[" + array.size() + "]"));
    }
    return array;
  }
}
