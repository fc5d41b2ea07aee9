package io.keyhold.local.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is posted to a function: the trigger's value under its binding's name, and the metadata. */
record Envelope(ObjectNode data, Metadata metadata, int payloadBytes) {

  static Envelope of(String binding, JsonNode value, Metadata metadata, int payloadBytes) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.set(binding, value);
    return new Envelope(data, metadata, payloadBytes);
  }

  String toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("Data", data);
    json.set("Metadata", metadata.toJson());
    return Json.write(json);
  }
}
