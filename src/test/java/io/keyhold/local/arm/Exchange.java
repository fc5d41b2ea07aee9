package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.azure.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One recorded request with its answer, out of the shared reading. */
record Exchange(String name, JsonNode request, JsonNode response) {

  private static final Path FOLDER = Path.of("../shared/data/azure/exchanges");

  /** Values that differ from run to run. */
  private static final Pattern VOLATILE =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-.*|\\d{4}-\\d\\d-\\d\\dT.*|https://md-.*|.*_[0-9a-f]{32}"
              + "|\\d+\\.\\d+\\.\\d+.*|/subscriptions/.*|\\[\\d+\\.\\d.*");

  static Exchange of(String file, String name) {
    var path = FOLDER.resolve(file + ".json");
    assumeThat(path)
        .as(
            "the recorded exchanges in ../shared/data/azure/exchanges, which are not in this"
                + " repository")
        .exists();
    try {
      for (var found : Wire.json(Files.readString(path)).path("exchanges")) {
        if (found.path("name").asText().equals(name)) {
          return new Exchange(name, found.path("request"), found.path("response"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalArgumentException(file + " has no exchange " + name);
  }

  String path() {
    return request.path("path").asText();
  }

  /** The id of the resource that is asked for. */
  ResourceId id() {
    return ResourceId.parse(path()).orElseThrow();
  }

  JsonNode body() {
    return response.path("body");
  }

  HttpResponse<String> replay(Wire wire) {
    var body = request.path("body");
    return wire.arm(
        request.path("method").asText(),
        path() + "?" + request.path("query").asText(),
        body.isObject() ? body.toString() : "");
  }

  /** Holds an answer against the recorded one: status, headers with a meaning, and body. */
  void check(HttpResponse<String> answer, String... ignored) {
    assertThat(answer.statusCode()).as(name + ": status of " + answer.body()).isEqualTo(status());
    checkHeaders(answer);
    if (body().isNull() || body().isMissingNode()) {
      assertThat(answer.body()).as(name + ": body").isEmpty();
    } else {
      checkBody(Wire.json(answer), ignored);
    }
  }

  void checkBody(JsonNode actual, String... ignored) {
    var ignore = Set.of(ignored);
    assertThat(flat(actual, ignore)).as(name).isEqualTo(flat(body(), ignore));
  }

  /** Holds a part of a body against the same part of the recorded one. */
  void checkBodyAt(String pointer, JsonNode actual) {
    assertThat(flat(actual, Set.of())).as(name).isEqualTo(flat(body().at(pointer), Set.of()));
  }

  private int status() {
    return response.path("status").asInt();
  }

  private void checkHeaders(HttpResponse<String> answer) {
    for (var header : Set.of("content-type", "x-ms-failure-cause", "retry-after")) {
      recorded(header)
          .filter(value -> !value.startsWith("present"))
          .ifPresent(
              value -> assertThat(answer.headers().firstValue(header)).as(name).contains(value));
    }
    for (var header : Set.of("azure-asyncoperation", "location")) {
      recorded(header)
          .ifPresentOrElse(
              value ->
                  assertThat(answer.headers().firstValue(header).map(Exchange::operationForm))
                      .as(name)
                      .contains(operationForm(value)),
              () -> assertThat(answer.headers().firstValue(header)).as(name).isEmpty());
    }
    recorded("x-ms-ratelimit-remaining-resource")
        .ifPresent(
            value ->
                assertThat(
                        policies(
                            answer
                                .headers()
                                .firstValue("x-ms-ratelimit-remaining-resource")
                                .orElse("")))
                    .as(name)
                    .isEqualTo(policies(value)));
    recorded("x-ms-request-id")
        .filter(id -> recorded("location").filter(url -> url.contains(id)).isPresent())
        .ifPresent(
            id ->
                assertThat(answer.headers().firstValue("location").orElseThrow())
                    .contains(answer.headers().firstValue("x-ms-request-id").orElseThrow()));
  }

  private Optional<String> recorded(String header) {
    return ArmJson.text(response.path("headers"), header);
  }

  /** An operation's URL without its id, its signature and the region's spelling. */
  private static String operationForm(String url) {
    return url.replaceFirst("(?i)operations/[0-9a-f-]{36}", "Operations/ID")
        .replaceFirst("\\?p=[^&]*&", "?")
        .replaceFirst("\\?(monitor=true&)?api-version=([^&]*).*", "?$1api-version=$2")
        .toLowerCase(Locale.ROOT);
  }

  /** Every leaf by its path; volatile values stand as their kind. */
  private static Map<String, String> flat(JsonNode node, Set<String> ignored) {
    var result = new TreeMap<String, String>();
    flatten("", node, ignored, result);
    return result;
  }

  private static void flatten(
      String at, JsonNode node, Set<String> ignored, Map<String, String> result) {
    if (ignored.contains(at)) {
      return;
    }
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              entry ->
                  flatten(
                      at.isEmpty() ? entry.getKey() : at + "." + entry.getKey(),
                      entry.getValue(),
                      ignored,
                      result));
    } else if (node.isArray() && !node.isEmpty()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(at + "[" + i + "]", node.get(i), ignored, result);
      }
    } else {
      var text = node.isValueNode() ? node.asText() : node.toString();
      result.put(at, VOLATILE.matcher(text).matches() ? "*" : text);
    }
  }

  /** The policies that a remaining-header names. */
  static Set<String> policies(String header) {
    return Pattern.compile(",")
        .splitAsStream(header)
        .map(part -> part.replaceFirst(";.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
