package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One recorded request with its answer.
 *
 * @param file the file's name without its ending, such as {@code snapshot-copystart}
 * @param recorder the repository whose tests recorded it; they drop different headers
 */
record Recorded(String file, String name, String recorder, JsonNode request, JsonNode response) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** All exchanges of a folder, in the order of their files. */
  static List<Recorded> all(Path folder) {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .flatMap(Recorded::in)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Recorded> in(Path file) {
    var document = json(file);
    var name = file.getFileName().toString().replace(".json", "");
    var recorder = document.path("source").path("repo").asText();
    return StreamSupport.stream(document.path("exchanges").spliterator(), false)
        .map(
            node ->
                new Recorded(
                    name,
                    node.path("name").asText(),
                    node.path("source").path("repo").asText(recorder),
                    node.path("request"),
                    node.path("response")));
  }

  static JsonNode json(Path file) {
    try {
      return MAPPER.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same exchange of a subscription of its own. */
  Recorded in(String subscription) {
    return new Recorded(
        file, name, recorder, replaced(request, subscription), replaced(response, subscription));
  }

  private static JsonNode replaced(JsonNode node, String subscription) {
    try {
      return MAPPER.readTree(
          node.toString()
              .replace(
                  "/subscriptions/00000000-0000-0000-0000-000000000000/",
                  "/subscriptions/" + subscription + "/"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String id() {
    return file + "/" + name;
  }

  String method() {
    return request.path("method").asText();
  }

  String path() {
    return request.path("path").asText();
  }

  String query() {
    return request.path("query").asText();
  }

  String url() {
    return path() + "?" + query();
  }

  /** The request's body where there was one and it was recorded. */
  Optional<ObjectNode> sent() {
    return request.path("body") instanceof ObjectNode body
        ? Optional.of(body.deepCopy())
        : Optional.empty();
  }

  int status() {
    return response.path("status").asInt();
  }

  JsonNode body() {
    return response.path("body");
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(response.path("headers").get(name)).map(JsonNode::asText);
  }
}
