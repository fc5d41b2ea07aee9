package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the outputs of a function. Nothing is written before all of them have been found to be in
 * shape.
 *
 * <p>Without a binding $return the properties of a JSON object in ReturnValue take the place of the
 * outputs of the same name; with one, ReturnValue is its value.
 */
final class OutputBindings {
  private static final int LONGEST_MESSAGE = 64 * 1024;

  private final Queues queues;
  private final QueueSettings settings;

  OutputBindings(Queues queues, QueueSettings settings) {
    this.queues = queues;
    this.settings = settings;
  }

  static Set<String> undeclared(FunctionJson function, HandlerResult.Result result) {
    Set<String> names = new LinkedHashSet<>(result.outputs().orElse(Map.of()).keySet());
    function.outputs().forEach(binding -> names.remove(binding.name()));
    return names;
  }

  /** The answer for an HTTP caller, if the function has an http output. */
  Optional<HttpReply> write(FunctionJson function, HandlerResult.Result result) {
    Map<QueueName, List<String>> messages = new LinkedHashMap<>();
    Optional<HttpReply> reply = Optional.empty();
    for (Binding binding : function.outputs()) {
      Optional<JsonNode> replaced = replacement(function, binding, result.returnValue());
      if (binding.is("http")) {
        reply = Optional.of(reply(binding, result, replaced));
      } else {
        replaced
            .or(() -> result.outputs().map(outputs -> outputs.get(binding.name())))
            .filter(value -> !value.isNull())
            .ifPresent(
                value ->
                    messages
                        .computeIfAbsent(binding.queue(), queue -> new ArrayList<>())
                        .addAll(encoded(binding, value)));
      }
    }
    messages.forEach((queue, texts) -> texts.forEach(text -> queues.sendRaw(queue, text)));
    return reply;
  }

  private static Optional<JsonNode> replacement(
      FunctionJson function, Binding binding, Optional<JsonNode> returned) {
    if (binding.name().equals(Binding.RETURN)) {
      return returned;
    }
    if (function.output(Binding.RETURN).isPresent()) {
      return Optional.empty();
    }
    return returned.filter(JsonNode::isObject).map(object -> object.get(binding.name()));
  }

  private static HttpReply reply(
      Binding binding, HandlerResult.Result result, Optional<JsonNode> replaced) {
    if (replaced.isPresent()) {
      return HttpResult.raw(replaced.get());
    }
    if (binding.name().equals(Binding.RETURN) || result.outputs().isEmpty()) {
      return HttpReply.empty(200);
    }
    return HttpResult.named(Optional.ofNullable(result.outputs().get().get(binding.name())));
  }

  private List<String> encoded(Binding binding, JsonNode value) {
    List<String> texts =
        QueueOutput.messages(value, binding.isBinary()).stream().map(settings::encode).toList();
    for (String text : texts) {
      if (text.length() > LONGEST_MESSAGE) {
        throw new OutputException(
            "A message of "
                + text.length()
                + " bytes is too large for the queue "
                + binding.queue());
      }
    }
    return texts;
  }
}
