package io.keyhold.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * JSON texts and trees. What comes from storage or from a caller may be hostile, so that nesting,
 * names, texts and numbers are bounded, members may not be written twice, and nothing may follow.
 */
public final class Json {

  private static final int MAX_NESTING = 32;
  private static final int MAX_NAME = 1_000;
  private static final int MAX_TEXT = 100_000;
  private static final int MAX_NUMBER = 40;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_NESTING)
                          .maxNameLength(MAX_NAME)
                          .maxStringLength(MAX_TEXT)
                          .maxNumberLength(MAX_NUMBER)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** The same on every system and with every release of the library: others compare the bytes. */
  private static final DefaultPrettyPrinter LAYOUT = layout();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** Indented for a person, with a newline at the end, in UTF-8. */
  public static byte[] readable(JsonNode tree) {
    try {
      // By way of a text: half a surrogate pair then becomes a question mark and not an exception.
      return (MAPPER.writer(LAYOUT).writeValueAsString(tree) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree can always be written", impossible);
    }
  }

  /** In one line. */
  public static String compact(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree can always be written", impossible);
    }
  }

  /**
   * Reads a text that must be one JSON object.
   *
   * @param limit how many bytes it may have
   * @throws UnreadableJsonException when it is anything else
   */
  public static Members parse(byte[] utf8, int limit) {
    if (utf8.length > limit) {
      throw new UnreadableJsonException("is larger than " + limit + " bytes");
    }
    try {
      return Members.of(MAPPER.readTree(utf8), "");
    } catch (JsonProcessingException malformed) {
      throw new UnreadableJsonException("is not JSON: " + Text.shown(why(malformed)));
    } catch (IOException notUtf8) {
      throw new UnreadableJsonException("is not UTF-8");
    }
  }

  private static String why(JsonProcessingException malformed) {
    String reason = malformed.getOriginalMessage();
    return malformed.getLocation() == null
        ? reason
        : "line " + malformed.getLocation().getLineNr() + ": " + reason;
  }

  private static DefaultPrettyPrinter layout() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(lines)
        .withArrayIndenter(lines);
  }
}
