package io.keyhold.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.keyhold.domain.Text;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * What the host posts: {@code {"Data": {…}, "Metadata": {…}}}. Values that are not objects arrive
 * as texts that hold JSON once more; both forms are accepted, as the host's source and its
 * documentation differ (stand-ins.md §5).
 */
final class Envelope {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The host quotes twice at most; what is quoted deeper stays a text. */
  private static final int LAYERS = 3;

  private final JsonNode root;

  private Envelope(JsonNode root) {
    this.root = root;
  }

  /**
   * @throws MalformedEnvelopeException when it is not an object with {@code Data}
   */
  static Envelope of(JsonNode body) {
    if (body == null || !body.isObject() || !member(body, "Data").isObject()) {
      throw new MalformedEnvelopeException("the body is no envelope of the Functions host");
    }
    return new Envelope(body);
  }

  /** The value of an input binding as it came. */
  JsonNode data(String binding) {
    return member(member(root, "Data"), binding);
  }

  /**
   * A text that holds JSON, read once more; a queue message that is itself JSON arrives as a text
   * in a text, so this goes on while there is another.
   */
  static JsonNode unquoted(JsonNode value) {
    JsonNode inner = value;
    for (int layer = 0; layer < LAYERS && inner.isTextual(); layer++) {
      Optional<JsonNode> next = parsed(inner.asText());
      if (next.isEmpty()) {
        return inner;
      }
      inner = next.get();
    }
    return inner;
  }

  private static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.ofNullable(JSON.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException plainText) {
      return Optional.empty();
    }
  }

  /** How often the message was delivered, this time included; 1 where the host does not say. */
  int dequeueCount() {
    return Math.max(1, unquoted(member(member(root, "Metadata"), "DequeueCount")).asInt(1));
  }

  /** The id that the host made for this invocation, if it made one that can be used in a log. */
  String run(String otherwise) {
    String guid = member(member(member(root, "Metadata"), "sys"), "RandGuid").asText("");
    return guid.matches("[A-Za-z0-9-]{8,64}") ? guid : otherwise;
  }

  private static JsonNode member(JsonNode object, String name) {
    Iterator<Map.Entry<String, JsonNode>> members = object.fields();
    while (members.hasNext()) {
      Map.Entry<String, JsonNode> next = members.next();
      if (next.getKey().equalsIgnoreCase(name)) {
        return next.getValue();
      }
    }
    return MissingNode.getInstance();
  }

  @Override
  public String toString() {
    return "envelope of " + Text.shown(root.fieldNames().toString());
  }
}
