package io.keyhold.local.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How an http output becomes the caller's answer. A wrong shape is an {@link OutputException}. */
final class HttpResult {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String TEXT = "text/plain; charset=utf-8";

  private HttpResult() {}

  /**
   * An output with a name of its own: statusCode, headers and body, as an object or as a text that
   * holds one.
   */
  static HttpReply named(Optional<JsonNode> output) {
    if (output.isEmpty()) {
      return reply(200, NullNode.instance, "{}");
    }
    JsonNode response = object(output.get());
    JsonNode headers = member(response, "headers");
    if (!headers.isNull() && !headers.isObject()) {
      throw wrongShape("headers is no object");
    }
    return reply(
        status(member(response, "statusCode")), headers, Json.dotnetText(member(response, "body")));
  }

  /** A value for the binding $return, or one that ReturnValue put in an output's place. */
  static HttpReply raw(JsonNode value) {
    JsonNode content = value.isTextual() ? parsedOrSame(value) : value;
    if (!content.isObject() || Json.member(content, "body").isEmpty()) {
      String text = content.isObject() ? Json.write(content) : Json.dotnetText(content);
      return reply(200, NullNode.instance, text);
    }
    JsonNode status =
        Json.member(content, "statusCode")
            .or(() -> Json.member(content, "status"))
            .orElse(NullNode.instance);
    JsonNode headers = member(content, "headers");
    return reply(
        status(status),
        headers.isObject() ? headers : NullNode.instance,
        Json.dotnetText(member(content, "body")));
  }

  private static JsonNode object(JsonNode output) {
    JsonNode response = output.isTextual() ? parsedOrSame(output) : output;
    if (!response.isObject()) {
      throw wrongShape("it is no object");
    }
    return response;
  }

  private static JsonNode parsedOrSame(JsonNode text) {
    try {
      JsonNode parsed = Json.read(text.textValue());
      return parsed.isMissingNode() ? text : parsed;
    } catch (JsonProcessingException noJson) {
      return text;
    }
  }

  private static JsonNode member(JsonNode object, String name) {
    return Json.member(object, name).orElse(NullNode.instance);
  }

  /** What is no whole number counts as 200. */
  private static int status(JsonNode value) {
    if (value.isContainerNode()) {
      throw wrongShape("statusCode is no simple value");
    }
    String text = Json.dotnetText(value).strip();
    int status = text.matches("[+-]?\\d{1,9}") ? Integer.parseInt(text) : 200;
    if (status < 100 || status > 999) {
      throw new OutputException("The status code " + status + " cannot be sent");
    }
    return status;
  }

  private static HttpReply reply(int status, JsonNode headers, String body) {
    Map<String, String> sent = new LinkedHashMap<>();
    sent.put(CONTENT_TYPE, TEXT);
    if (headers instanceof ObjectNode names) {
      names.properties().forEach(header -> put(sent, header.getKey(), header.getValue()));
    }
    return new HttpReply(status, sent, body.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(Map<String, String> headers, String name, JsonNode value) {
    String text = Json.dotnetText(value);
    if (value.isNull() || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new OutputException("The header '" + name + "' has a value that cannot be sent");
    }
    if (name.equalsIgnoreCase(CONTENT_TYPE)) {
      boolean hasCharset = text.toLowerCase(Locale.ROOT).contains("charset=");
      headers.put(CONTENT_TYPE, hasCharset ? text : text + "; charset=utf-8");
    } else if (!name.equalsIgnoreCase("Content-Length")
        && !name.equalsIgnoreCase("Transfer-Encoding")) {
      headers.put(name, text);
    }
  }

  private static OutputException wrongShape(String why) {
    return new OutputException(
        "Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format: "
            + why);
  }
}
