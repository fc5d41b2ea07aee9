package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Wire;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The two calls of az by which an unlock plan fetches keys, as the requests that az sends for them,
 * under the rights of whoever follows the plan.
 */
final class Az {
  private static final String VAULT = "https://vault.azure.net";
  private static final String VERSION = "?api-version=7.4";

  private final LocalAzure azure;
  private final Wire wire;

  Az(LocalAzure azure) {
    this.azure = azure;
    this.wire = new Wire(azure);
  }

  /**
   * What a call prints.
   *
   * @param folder in which it is called
   */
  String run(List<String> words, Path folder) throws IOException {
    Map<String, String> options = options(words);
    return switch (command(words)) {
      case "keyvault secret show" ->
          printed(sent("GET", options.get("--id") + VERSION, VAULT, ""), options);
      case "rest" -> printed(rest(options, folder), options);
      default -> throw new DemoFailure("No request is known for az " + command(words));
    };
  }

  private static String command(List<String> words) {
    return String.join(" ", words.stream().takeWhile(word -> !word.startsWith("-")).toList());
  }

  private static Map<String, String> options(List<String> words) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int at = 0; at + 1 < words.size(); at++) {
      if (words.get(at).startsWith("-")) {
        options.put(words.get(at), words.get(at + 1));
      }
    }
    return options;
  }

  private JsonNode rest(Map<String, String> options, Path folder) throws IOException {
    Path body = folder.resolve(options.get("--body").substring("@".length()));
    return sent(
        options.get("--method").toUpperCase(Locale.ROOT),
        options.get("--url"),
        options.get("--resource"),
        Files.readString(body));
  }

  private JsonNode sent(String method, String url, String resource, String body) {
    HttpResponse<String> answer =
        wire.send(
            Wire.request(url)
                .header("Authorization", "Bearer " + Wire.token(azure, resource, ""))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    DemoFailure.unless(
        answer.statusCode() == 200,
        "%s %s was answered with %d".formatted(method, url, answer.statusCode()));
    return Wire.json(answer);
  }

  /** Of --query what the plans use: a member, or the first alternative that is there. */
  private static String printed(JsonNode json, Map<String, String> options) {
    for (String alternative : options.get("--query").split("\\|\\|")) {
      String word = alternative.strip();
      if (word.startsWith("'")) {
        return word.substring(1, word.length() - 1) + "\n";
      }
      JsonNode found = json.at("/" + word.replace('.', '/'));
      if (found.isValueNode()) {
        return found.asText() + "\n";
      }
    }
    return "\n";
  }
}
