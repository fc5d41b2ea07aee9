package io.keyhold.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to the host: {@code {"Outputs": {…}, "Logs": […]}}. Never empty, never with a
 * ReturnValue, whose members would override the outputs (stand-ins.md §5).
 */
final class Outputs {

  private final ObjectNode outputs = Json.object();
  private final List<String> logs = new ArrayList<>();

  /**
   * The HTTP answer: a status number and a body in text form, which the host passes on as it is.
   */
  Outputs http(HttpAnswer answer) {
    ObjectNode res = outputs.putObject("res").put("statusCode", answer.status());
    ObjectNode headers = res.putObject("headers");
    answer.headers().forEach(headers::put);
    res.put("body", Json.compact(answer.body()));
    return this;
  }

  /** Messages for a queue: the host makes one message of each element of an array. */
  Outputs messages(String binding, List<String> messages) {
    if (!messages.isEmpty()) {
      ArrayNode array = outputs.putArray(binding);
      messages.forEach(array::add);
    }
    return this;
  }

  Outputs log(String line) {
    logs.add(line);
    return this;
  }

  ObjectNode toJson() {
    ObjectNode answer = Json.object();
    answer.set("Outputs", outputs);
    ArrayNode lines = answer.putArray("Logs");
    logs.forEach(lines::add);
    return answer;
  }
}
