package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A whole recorded session of Microsoft's Java SDK. Requests have no bodies in it, a Retry-After of
 * 0 was put everywhere, and the hosts of ARM's URLs were replaced.
 */
record Session(String name, List<Recorded> calls) {

  static final String RECORDER = "a session";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static List<Session> all(Path folder) {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Session::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Session of(Path file) {
    var name = file.getFileName().toString().replace(".json", "");
    var calls = new ArrayList<Recorded>();
    int number = 1;
    for (var recorded : Recorded.json(file).path("networkCallRecords")) {
      var call = call(name, number++, recorded);
      if (calls.isEmpty() || !repeats(calls.getLast(), call)) {
        calls.add(call);
      }
    }
    return new Session(name, List.copyOf(calls));
  }

  /** Polls that were answered alike count once. */
  private static boolean repeats(Recorded before, Recorded call) {
    return call.method().equals("GET")
        && call.request().equals(before.request())
        && call.status() == before.status()
        && call.body().equals(before.body());
  }

  private static Recorded call(String session, int number, JsonNode call) {
    var url = url(call.path("Uri").asText());
    int question = url.indexOf('?');
    var request = MAPPER.createObjectNode();
    request.set("method", call.get("Method"));
    request.put("path", url.substring(0, question)).put("query", url.substring(question + 1));
    var response = MAPPER.createObjectNode();
    var headers = response.putObject("headers");
    for (var header : call.path("Response").properties()) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      switch (name) {
        case "statuscode" -> response.put("status", header.getValue().asInt());
        case "body" -> body(header.getValue().asText(), response);
        case "retry-after" -> {}
        default -> headers.put(name, url(header.getValue().asText()));
      }
    }
    var title =
        "#" + number + " " + call.path("Method").asText() + " " + request.path("path").asText();
    return new Recorded(session, title, RECORDER, request, response);
  }

  private static void body(String text, ObjectNode response) {
    if (!text.isEmpty()) {
      try {
        response.set("body", MAPPER.readTree(url(text)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String url(String text) {
    return text.replaceAll("http://localhost:\\d+/", "https://management.azure.com/");
  }
}
