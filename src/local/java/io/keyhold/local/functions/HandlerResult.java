package io.keyhold.local.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A handler's answer as the host reads it: a result, a failure, or nothing, for which it then waits
 * in vain.
 */
sealed interface HandlerResult {
  /**
   * An absent {@code outputs} differs from an empty one: the former leaves an HTTP caller with an
   * empty body.
   */
  record Result(
      Optional<Map<String, JsonNode>> outputs, List<String> logs, Optional<JsonNode> returnValue)
      implements HandlerResult {}

  record Failure(String reason) implements HandlerResult {}

  /** A body that is empty or {@code null}. */
  record NeverCompletes() implements HandlerResult {}

  static HandlerResult of(HandlerAnswer.Answered answer) {
    if (answer.status() / 100 != 2) {
      return new Failure("Response status code does not indicate success: " + answer.status());
    }
    if (answer.body().isEmpty()) {
      return new NeverCompletes();
    }
    if (!isJson(answer.contentType())) {
      return invalid(answer);
    }
    try {
      JsonNode body = Json.read(answer.body());
      return body.isNull() || body.isMissingNode() ? new NeverCompletes() : read(answer, body);
    } catch (JsonProcessingException noJson) {
      return invalid(answer);
    }
  }

  private static HandlerResult read(HandlerAnswer.Answered answer, JsonNode body) {
    Optional<JsonNode> outputs = present(body, "Outputs");
    Optional<JsonNode> logs = present(body, "Logs");
    boolean shaped =
        body.isObject()
            && outputs.map(JsonNode::isObject).orElse(true)
            && logs.map(HandlerResult::areSimple).orElse(true);
    if (!shaped) {
      return invalid(answer);
    }
    return new Result(
        outputs.map(HandlerResult::members),
        logs.map(HandlerResult::texts).orElse(List.of()),
        present(body, "ReturnValue"));
  }

  private static Optional<JsonNode> present(JsonNode body, String name) {
    return Json.member(body, name).filter(value -> !value.isNull());
  }

  private static boolean areSimple(JsonNode logs) {
    return logs.isArray()
        && StreamSupport.stream(logs.spliterator(), false).noneMatch(JsonNode::isContainerNode);
  }

  private static List<String> texts(JsonNode logs) {
    return StreamSupport.stream(logs.spliterator(), false).map(Json::dotnetText).toList();
  }

  private static Map<String, JsonNode> members(JsonNode outputs) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    outputs.properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
    return members;
  }

  private static boolean isJson(String contentType) {
    String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return mediaType.equals("application/json") || mediaType.equals("text/json");
  }

  private static Failure invalid(HandlerAnswer.Answered answer) {
    return new Failure(
        "Invalid HttpResponseMessage: "
            + answer.status()
            + " "
            + answer.contentType()
            + "\n"
            + answer.body());
  }
}
