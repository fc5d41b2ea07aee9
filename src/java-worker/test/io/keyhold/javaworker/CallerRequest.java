package io.keyhold.javaworker;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A caller's request. Empty values of the query do not arrive, and names of headers are small. */
record CallerRequest(JsonObject json, Object body) implements HttpRequestMessage<Object> {

  /**
   * @param type of the parameter, which says what the body becomes
   */
  static CallerRequest of(JsonObject json, Type type) {
    Type target = ((ParameterizedType) type).getActualTypeArguments()[0];
    return new CallerRequest(json, body(json).as(target));
  }

  private static Given body(JsonObject json) {
    if (!json.has("Body")) {
      return new Given(Given.Kind.NONE, "");
    }
    String text = json.get("Body").getAsString();
    String type = headers(json).getOrDefault("content-type", "");
    if (type.startsWith("application/octet-stream") || type.startsWith("multipart/")) {
      byte[] bytes = Base64.getDecoder().decode(text);
      return new Given(Given.Kind.BYTES, new String(bytes, StandardCharsets.UTF_8));
    }
    return new Given(Given.Kind.STRING, text);
  }

  private static Map<String, String> headers(JsonObject json) {
    Map<String, String> headers = new TreeMap<>();
    for (Map.Entry<String, JsonElement> header : json.getAsJsonObject("Headers").entrySet()) {
      String value =
          String.join(
              ",",
              header.getValue().getAsJsonArray().asList().stream()
                  .map(JsonElement::getAsString)
                  .toList());
      headers.put(header.getKey().toLowerCase(Locale.ROOT), value);
    }
    return headers;
  }

  @Override
  public URI getUri() {
    return URI.create(json.get("Url").getAsString());
  }

  @Override
  public HttpMethod getHttpMethod() {
    return HttpMethod.value(json.get("Method").getAsString());
  }

  @Override
  public Map<String, String> getHeaders() {
    return headers(json);
  }

  @Override
  public Map<String, String> getQueryParameters() {
    Map<String, String> query = new TreeMap<>();
    json.getAsJsonObject("Query")
        .entrySet()
        .forEach(e -> query.put(e.getKey(), e.getValue().getAsString()));
    query.values().removeIf(String::isEmpty);
    return query;
  }

  @Override
  public Object getBody() {
    return body;
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
    return new CallerResponse(status);
  }

  @Override
  public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
    return new CallerResponse(status);
  }
}
