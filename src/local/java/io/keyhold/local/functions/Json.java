package io.keyhold.local.functions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** JSON as the host's library (Newtonsoft.Json) reads and writes it. */
final class Json {
  static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .configure(JsonParser.Feature.ALLOW_COMMENTS, true)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final ObjectWriter INDENTED = MAPPER.writer(printer());

  private Json() {}

  private static DefaultPrettyPrinter printer() {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    return printer;
  }

  static JsonNode read(byte[] json) throws IOException {
    return MAPPER.readTree(json);
  }

  static JsonNode read(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * What .NET's ToString makes of a JSON value: text as it is, True and False, objects and arrays
   * indented.
   */
  static String dotnetText(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.textValue();
      case NULL, MISSING -> "";
      case BOOLEAN -> value.booleanValue() ? "True" : "False";
      case NUMBER, BINARY, POJO -> value.asText();
      case OBJECT, ARRAY -> indented(value);
    };
  }

  private static String indented(JsonNode value) {
    try {
      return INDENTED.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The host's own test for JSON: it looks at the first and the last character only. */
  static boolean looksLikeJson(String text) {
    String trimmed = text.strip();
    return (trimmed.startsWith("{") && trimmed.endsWith("}"))
        || (trimmed.startsWith("[") && trimmed.endsWith("]"));
  }

  /** A member by its name, exactly written or else in other letters. */
  static Optional<JsonNode> member(JsonNode object, String name) {
    if (object.has(name)) {
      return Optional.of(object.get(name));
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    return object.properties().stream()
        .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(wanted))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
