package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.domain.Requester;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A caller's HTTP request, as the host describes it under {@code Data.req}.
 *
 * @param who the caller, who was recognised
 */
record HttpCall(
    Requester who,
    String method,
    Map<String, String> params,
    Map<String, String> query,
    Body body) {

  /** The body of a request: absent, readable, or too large to be read at all. */
  sealed interface Body {
    record None() implements Body {}

    record Text(String text) implements Body {}

    record TooLarge() implements Body {}
  }

  /** A caller's body may have so many bytes. */
  static final int BODY_LIMIT = 64 * 1024;

  static HttpCall of(Envelope envelope, Requester who) {
    JsonNode request = request(envelope);
    return new HttpCall(
        who,
        method(envelope),
        texts(request.path("Params")),
        texts(request.path("Query")),
        body(request.path("Body")));
  }

  static String method(Envelope envelope) {
    return request(envelope).path("Method").asText("").toUpperCase(Locale.ROOT);
  }

  /** The values of its Authorization headers, in any number; names of headers have no case. */
  static List<String> authorization(Envelope envelope) {
    List<String> values = new ArrayList<>();
    request(envelope)
        .path("Headers")
        .fields()
        .forEachRemaining(
            header -> {
              if (header.getKey().equalsIgnoreCase("Authorization")) {
                JsonNode value = header.getValue();
                (value.isArray() ? value : List.of(value)).forEach(one -> values.add(one.asText()));
              }
            });
    return values;
  }

  private static JsonNode request(Envelope envelope) {
    JsonNode request = envelope.data("req");
    if (!request.isObject()) {
      throw new MalformedEnvelopeException("the envelope has no req");
    }
    return request;
  }

  Optional<String> param(String name) {
    return Optional.ofNullable(params.get(name));
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object.fields().forEachRemaining(f -> texts.put(f.getKey(), f.getValue().asText("")));
    return texts;
  }

  private static Body body(JsonNode body) {
    if (body.isMissingNode() || body.isNull()) {
      return new Body.None();
    }
    String text = body.isTextual() ? body.textValue() : body.toString();
    if (text.isEmpty()) {
      return new Body.None();
    }
    boolean large =
        text.length() > BODY_LIMIT || text.getBytes(StandardCharsets.UTF_8).length > BODY_LIMIT;
    return large ? new Body.TooLarge() : new Body.Text(text);
  }
}
