package io.keyhold.functions.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpRequestMessage;
import io.keyhold.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the Java worker hands to a method, in the form that the host posts to a custom handler
 * (stand-ins.md §5), so that both packages go through the same doors. An exception of the door is
 * the invocation's failure, here as there.
 */
final class Invocation {

  private final ExecutionContext context;
  private final ObjectNode data = Json.object();
  private final ObjectNode metadata = Json.object();

  private Invocation(ExecutionContext context) {
    this.context = context;
    metadata
        .putObject("sys")
        .put("MethodName", context.getFunctionName())
        .put("RandGuid", context.getInvocationId());
  }

  static Invocation timer(String timer, ExecutionContext context) {
    Invocation invocation = new Invocation(context);
    invocation.data.put("timer", timer);
    return invocation;
  }

  /**
   * @param deliveries how often the message was delivered, this time included
   */
  static Invocation message(String message, long deliveries, ExecutionContext context) {
    Invocation invocation = new Invocation(context);
    invocation.data.put("message", message);
    invocation.metadata.put("DequeueCount", deliveries);
    return invocation;
  }

  /** A request of a caller, whose route has no values. */
  static Invocation http(HttpRequestMessage<Optional<String>> request, ExecutionContext context) {
    return http(request, Map.of(), context);
  }

  /**
   * A request of a caller. Its URL is left out: no door reads it, and the worker may fail on it. Of
   * its headers only Authorization is passed on, for no other may say who calls.
   *
   * @param params the values of its route
   */
  static Invocation http(
      HttpRequestMessage<Optional<String>> request,
      Map<String, String> params,
      ExecutionContext context) {
    Invocation invocation = new Invocation(context);
    ObjectNode req = invocation.data.putObject("req");
    req.put("Method", request.getHttpMethod().name());
    ObjectNode headers = req.putObject("Headers");
    request
        .getHeaders()
        .forEach(
            (name, value) -> {
              if (name.equalsIgnoreCase("Authorization")) {
                headers.withArray("Authorization").add(value);
              }
            });
    params.forEach(req.putObject("Params")::put);
    request.getQueryParameters().forEach(req.putObject("Query")::put);
    request.getBody().ifPresent(body -> req.put("Body", body));
    return invocation;
  }

  /** Goes through a door, and writes its lines into the invocation's log. */
  Answer through(UnaryOperator<JsonNode> door) {
    ObjectNode envelope = Json.object();
    envelope.set("Data", data);
    envelope.set("Metadata", metadata);
    JsonNode answer = door.apply(envelope);
    answer.path("Logs").forEach(line -> context.getLogger().info(line.asText()));
    return new Answer(answer.path("Outputs"));
  }
}
