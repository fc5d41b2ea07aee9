package io.keyhold.local.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.local.http.Caller;
import io.keyhold.local.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One recorded call and what the real service answered. */
public record Exchange(String topic, String name, JsonNode request, JsonNode response) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static List<Exchange> all(Path folder) {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .flatMap(Exchange::in)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Exchange> in(Path file) {
    try {
      var document = MAPPER.readTree(file.toFile());
      String topic = file.getFileName().toString().replace(".json", "");
      return StreamSupport.stream(document.path("exchanges").spliterator(), false)
          .map(
              node ->
                  new Exchange(
                      topic,
                      node.path("name").asText(),
                      node.path("request"),
                      node.path("response")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int status() {
    return response.path("status").asInt();
  }

  Map<String, String> headers() {
    var headers = new TreeMap<String, String>();
    response
        .path("headers")
        .properties()
        .forEach(
            entry ->
                headers.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue().asText()));
    return headers;
  }

  /** The name in the path, or a name of our own where the source left it out. */
  String object() {
    String[] parts = request.path("path").asText().split("/");
    return parts.length < 3 || parts[2].startsWith("{") ? "object" : parts[2];
  }

  /** The same exchange with other words in it, wherever they stand. */
  Exchange replaced(Map<String, String> words) {
    String[] texts = {request.toString(), response.toString()};
    words.forEach(
        (from, to) -> {
          for (int i = 0; i < texts.length; i++) {
            texts[i] = texts[i].replace(from, to);
          }
        });
    try {
      return new Exchange(topic, name, MAPPER.readTree(texts[0]), MAPPER.readTree(texts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Request asSent(String host, Caller caller) {
    String query = request.path("query").asText();
    String complete =
        query.contains("api-version=7.x") || query.contains("REDACTED") || query.isEmpty()
            ? "api-version=7.5"
            : query;
    var body = request.path("body");
    var headers = new TreeMap<String, String>();
    if (headers().containsKey("x-ms-client-request-id")) {
      headers.put("x-ms-client-request-id", headers().get("x-ms-client-request-id"));
    }
    return new Request(
        request.path("method").asText(),
        host,
        request.path("path").asText(),
        InProcess.parameters(complete),
        complete,
        headers,
        body.isObject() ? body.toString().getBytes(StandardCharsets.UTF_8) : new byte[0],
        caller);
  }
}
