package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.local.http.Body;
import io.keyhold.local.http.Request;
import io.keyhold.local.http.Response;
import io.keyhold.local.http.Witness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds every call of a test run to the derived strict swagger, for the paths that it covers; the
 * api-version of the call is taken for the swagger's. A body of a form that was right before is not
 * looked at again.
 */
public final class SwaggerWitness implements Witness {

  private static final Path FOLDER = Path.of("..", "shared", "data", "azure", "derived");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> RIGHT = ConcurrentHashMap.newKeySet();

  private final Set<String> mistakes = Collections.synchronizedSet(new LinkedHashSet<>());

  /** Loaded once, when the first call comes. */
  private static final class Documents {
    static final List<Swagger> ARM =
        List.of(
            new Swagger(FOLDER.resolve(Newer.DISK), "#/definitions/CloudError"),
            new Swagger(FOLDER.resolve(Newer.COMPUTE), "#/definitions/CloudError"));
    static final List<Swagger> VAULT =
        List.of(
            new Swagger(FOLDER.resolve(Newer.KEYS), "#/definitions/KeyVaultError"),
            new Swagger(FOLDER.resolve(Newer.SECRETS), "#/definitions/KeyVaultError"));
  }

  /** Found by the service loader. */
  public static final class Source implements Witness.Source {
    @Override
    public Witness witness() {
      return Files.isDirectory(FOLDER) ? new SwaggerWitness() : NOBODY;
    }
  }

  @Override
  public void saw(Request request, Response response) {
    if (request.host().equals("management.azure.com")) {
      saw(Documents.ARM, request, response);
    } else if (request.host().endsWith(".vault.azure.net")) {
      saw(Documents.VAULT, request, response);
    }
  }

  private void saw(List<Swagger> documents, Request request, Response response) {
    for (var swagger : documents) {
      swagger
          .of(request.method(), request.path())
          .ifPresent(says -> check(swagger, says, request, response));
    }
  }

  private void check(Swagger swagger, Swagger.Says says, Request request, Response response) {
    var call = says.name() + " " + response.status();
    if (response.status() >= 400) {
      body(swagger, call, Optional.of(swagger.failure()), bytes(response.body()));
      return;
    }
    var answer = Optional.ofNullable(says.answers().get(Integer.toString(response.status())));
    if (answer.isEmpty()) {
      mistakes.add(call + ": the status is not declared");
      return;
    }
    if (request.query().keySet().stream().noneMatch("api-version"::equalsIgnoreCase)) {
      mistakes.add(call + ": no api-version, and yet accepted");
    }
    if (request.body().length > 0) {
      body(swagger, call + " request", says.request(), request.body());
    } else if (says.required()) {
      mistakes.add(call + ": no body, and yet accepted");
    }
    var schema = answer.get().path("schema").path("$ref");
    var bytes = bytes(response.body());
    if (bytes.length > 0) {
      body(swagger, call, Optional.of(schema.asText()).filter(ref -> !ref.isEmpty()), bytes);
    } else if (response.status() == 200 && schema.isTextual()) {
      mistakes.add(call + ": no body");
    }
  }

  private void body(Swagger swagger, String call, Optional<String> schema, byte[] bytes) {
    try {
      var body = JSON.readTree(bytes);
      var form = call + form(body);
      if (schema.isEmpty()) {
        mistakes.add(call + ": a body where none is declared");
      } else if (!RIGHT.contains(form)) {
        var wrong = swagger.mistakes(schema.get(), body);
        if (wrong.isEmpty()) {
          RIGHT.add(form);
        } else {
          mistakes.add(call + ": " + wrong);
        }
      }
    } catch (IOException e) {
      mistakes.add(call + ": not JSON: " + e.getMessage());
    }
  }

  /** Names and types, and no values but short words, which may be of an enumeration. */
  private static String form(JsonNode node) {
    var form = new StringBuilder();
    form(node, form);
    return form.toString();
  }

  private static void form(JsonNode node, StringBuilder to) {
    if (node.isObject()) {
      to.append('{');
      node.properties()
          .forEach(
              member -> {
                to.append(member.getKey()).append(':');
                form(member.getValue(), to);
              });
      to.append('}');
    } else if (node.isArray()) {
      var forms = new LinkedHashSet<String>();
      node.forEach(entry -> forms.add(form(entry)));
      to.append(forms);
    } else if (node.isTextual() && node.asText().matches("[A-Za-z]{1,24}")) {
      to.append(node.asText()).append(',');
    } else {
      to.append(node.getNodeType()).append(',');
    }
  }

  private static byte[] bytes(Body body) {
    try {
      var bytes = new ByteArrayOutputStream();
      body.writeTo(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!mistakes.isEmpty()) {
      throw new AssertionError(
          "The local Azure was called, or answered, otherwise than the swagger says:\n  "
              + String.join("\n  ", mistakes));
    }
  }
}
