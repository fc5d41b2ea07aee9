package io.keyhold.local.arm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** JSON as the compute provider reads and writes it. */
public final class ArmJson {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Two blanks, CRLF, and no white space in empty containers: so the recorded lengths come out. */
  private static final ObjectWriter INDENTED = MAPPER.writer(printer());

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private ArmJson() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The request's body, which has to be a JSON object. */
  public static ObjectNode parse(byte[] body) {
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
      throw ArmFailure.invalidContent("The request body must be a JSON object.");
    } catch (JsonProcessingException e) {
      throw ArmFailure.invalidContent(e.getOriginalMessage());
    } catch (IOException e) {
      throw ArmFailure.invalidContent("The request body could not be read.");
    }
  }

  static byte[] indented(JsonNode node) {
    try {
      return INDENTED.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The node at a dotted path; missing, never null. */
  public static JsonNode at(JsonNode node, String path) {
    var found = node;
    for (var name : path.split("\\.")) {
      found = found.path(name);
    }
    return found;
  }

  /** The text at a dotted path, where there is one. */
  public static Optional<String> text(JsonNode node, String path) {
    var found = at(node, path);
    return found.isTextual() ? Optional.of(found.asText()) : Optional.empty();
  }

  /** The object at a member, made if it is not there yet. */
  public static ObjectNode in(ObjectNode node, String name) {
    return node.get(name) instanceof ObjectNode found ? found : node.putObject(name);
  }

  /** Up to seven decimals, fewer when they end in zero, as .NET writes an offset date-time. */
  public static String time(Instant at) {
    var ticks = String.format("%07d", at.getNano() / 100).replaceFirst("0+$", "");
    return SECONDS.format(at) + (ticks.isEmpty() ? "" : "." + ticks) + "+00:00";
  }

  private static DefaultPrettyPrinter printer() {
    var indenter = new DefaultIndenter("  ", "\r\n");
    var separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    var printer = new DefaultPrettyPrinter(separators);
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    return printer;
  }
}
