package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** One strict swagger 2.0 document: which paths it covers, and what their bodies have to be. */
final class Swagger {

  private final JsonNode document;
  private final String failure;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4);

  /**
   * One path of the document.
   *
   * @param template its segments; those in braces stand for any
   * @param methods by name in small letters
   */
  private record Operation(List<String> template, JsonNode methods) {

    boolean covers(List<String> path) {
      if (path.size() != template.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        if (!variable(i) && !template.get(i).equalsIgnoreCase(path.get(i))) {
          return false;
        }
      }
      return true;
    }

    private boolean variable(int segment) {
      return template.get(segment).startsWith("{");
    }

    long literal() {
      return template.stream().filter(segment -> !segment.startsWith("{")).count();
    }
  }

  /**
   * What the document says of a call.
   *
   * @param request what its body has to be; empty where there is none
   */
  record Says(
      String name, Optional<String> request, boolean required, Map<String, JsonNode> answers) {}

  /**
   * @param failure the definition of a refusal's body
   */
  Swagger(Path file, String failure) {
    this.document = Recorded.json(file);
    this.failure = failure;
    plain(document);
    Newer.in(file.getFileName().toString())
        .forEach(
            newer ->
                ((ObjectNode) document.at("/definitions/" + newer.definition() + "/properties"))
                    .putObject(newer.member()));
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                operations.add(new Operation(List.of(path.getKey().split("/")), path.getValue())));
    operations.sort(Comparator.comparingLong(Operation::literal).reversed());
  }

  /** Takes out what JSON schema does not know: whose a member is, and how .NET counts time. */
  private static void plain(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.path("readOnly").isBoolean()) {
        object.remove("readOnly");
      }
      if (object.path("format").asText().equals("unixtime")) {
        object.remove("format");
      }
    }
    node.forEach(Swagger::plain);
  }

  String failure() {
    return failure;
  }

  /** What it says of a call; empty where it does not cover the path. */
  Optional<Says> of(String method, String path) {
    var segments = List.of(path.replaceFirst("/$", "/{none}").split("/"));
    return operations.stream()
        .filter(operation -> operation.covers(segments))
        .findFirst()
        .map(operation -> says(method, operation));
  }

  private static Says says(String method, Operation operation) {
    var name = method + " " + String.join("/", operation.template());
    var found = operation.methods().path(method.toLowerCase(Locale.ROOT));
    Optional<JsonNode> body = Optional.empty();
    for (var parameter : found.path("parameters")) {
      if (parameter.path("in").asText().equals("body")) {
        body = Optional.of(parameter);
      }
    }
    var answers = new ConcurrentHashMap<String, JsonNode>();
    found
        .path("responses")
        .properties()
        .forEach(answer -> answers.put(answer.getKey(), answer.getValue()));
    return new Says(
        name,
        body.map(parameter -> parameter.path("schema").path("$ref").asText()),
        body.filter(parameter -> parameter.path("required").asBoolean()).isPresent(),
        answers);
  }

  /** What is wrong with a body, told by the places that are. */
  String mistakes(String reference, JsonNode body) {
    return schemas.computeIfAbsent(reference, this::schema).validate(body).stream()
        .map(message -> message.getMessage())
        .sorted()
        .limit(5)
        .collect(Collectors.joining("; "));
  }

  private JsonSchema schema(String reference) {
    var schema = Past.node().put("$ref", reference);
    schema.set("definitions", document.path("definitions"));
    return factory.getSchema(schema);
  }
}
