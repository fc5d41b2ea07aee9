package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What is known of an invocation by its end. */
record Ending(
    OptionalInt status,
    String body,
    Optional<HandlerResult.Result> result,
    Set<String> undeclared,
    Optional<HttpReply> reply,
    Outcome outcome) {

  static Ending without(Outcome outcome) {
    return new Ending(
        OptionalInt.empty(), "", Optional.empty(), Set.of(), Optional.empty(), outcome);
  }

  Ending answered(HandlerAnswer.Answered answer) {
    return new Ending(
        OptionalInt.of(answer.status()), answer.body(), result, undeclared, reply, outcome);
  }

  Ending with(HandlerResult.Result read, Set<String> names) {
    return new Ending(status, body, Optional.of(read), names, reply, outcome);
  }

  Ending with(Optional<HttpReply> written) {
    return new Ending(status, body, result, undeclared, written, outcome);
  }

  Ending with(Outcome end) {
    return new Ending(status, body, result, undeclared, reply, end);
  }

  Map<String, JsonNode> outputs() {
    return result.flatMap(HandlerResult.Result::outputs).orElse(Map.of());
  }

  List<String> logs() {
    return result.map(HandlerResult.Result::logs).orElse(List.of());
  }
}
