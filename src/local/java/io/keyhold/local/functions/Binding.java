package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** One binding of a function.json; its texts may name app settings. */
record Binding(String type, String direction, String name, JsonNode json, Settings settings) {
  static final String RETURN = "$return";

  static Binding of(JsonNode json, Settings settings) {
    return new Binding(
        json.path("type").asText(""),
        json.path("direction").asText("in").toLowerCase(Locale.ROOT),
        json.path("name").asText(""),
        json,
        settings);
  }

  boolean isTrigger() {
    return type.toLowerCase(Locale.ROOT).endsWith("trigger");
  }

  boolean isOutput() {
    return !direction.equals("in");
  }

  boolean is(String otherType) {
    return type.equalsIgnoreCase(otherType);
  }

  boolean isBinary() {
    return json.path("dataType").asText("").equalsIgnoreCase("binary");
  }

  Optional<String> text(String member) {
    return Optional.ofNullable(json.path(member).textValue())
        .map(text -> settings.resolve(text, type + "." + member));
  }

  String required(String member) {
    return text(member)
        .orElseThrow(
            () -> new HostException("The binding '" + name + "' (" + type + ") has no " + member));
  }

  boolean flag(String member, boolean otherwise) {
    return json.path(member).asBoolean(otherwise);
  }

  List<String> texts(String member) {
    return StreamSupport.stream(json.path(member).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /**
   * The queue of a queue trigger or a queue output. Without a connection it is the host's own
   * storage account.
   */
  QueueName queue() {
    return new QueueName(
        text("connection").filter(c -> !c.isEmpty()).orElse("AzureWebJobsStorage"),
        required("queueName"));
  }
}
