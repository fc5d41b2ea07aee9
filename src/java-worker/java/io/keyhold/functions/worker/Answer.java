package io.keyhold.functions.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import com.microsoft.azure.functions.OutputBinding;
import java.util.ArrayList;
import java.util.List;

/** A door's outputs, in the form that the Java worker takes. */
record Answer(JsonNode outputs) {

  /**
   * Messages for a queue, one of each element. Where there are none the output is left unset, which
   * the host takes for none.
   */
  Answer messages(String binding, OutputBinding<List<String>> queue) {
    List<String> messages = new ArrayList<>();
    outputs.path(binding).forEach(message -> messages.add(message.asText()));
    if (!messages.isEmpty()) {
      queue.setValue(messages);
    }
    return this;
  }

  /** What the caller is answered. */
  HttpResponseMessage to(HttpRequestMessage<?> request) {
    JsonNode res = outputs.path("res");
    HttpResponseMessage.Builder response =
        request
            .createResponseBuilder(HttpStatusType.custom(res.path("statusCode").asInt()))
            .body(res.path("body").asText());
    res.path("headers")
        .properties()
        .forEach(header -> response.header(header.getKey(), header.getValue().asText()));
    return response.build();
  }
}
