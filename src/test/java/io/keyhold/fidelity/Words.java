package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a session's words are in our answers: ids, versions, and URLs to be followed. */
final class Words {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}");

  private final Map<String, String> urls = new LinkedHashMap<>();
  private final Map<String, String> ids = new LinkedHashMap<>();

  /** Learns from an answer that stands for the recorded one. */
  void learn(Recorded recorded, Answer answer) {
    for (var header : new String[] {"azure-asyncoperation", "location"}) {
      recorded
          .header(header)
          .ifPresent(url -> answer.header(header).ifPresent(ours -> urls.put(url, ours)));
    }
    if (!answer.body().isEmpty() && recorded.body().isContainerNode()) {
      learn(recorded.body(), answer.json());
    }
  }

  private void learn(JsonNode recorded, JsonNode ours) {
    if (recorded.isContainerNode()) {
      for (var entry : recorded.properties()) {
        learn(entry.getValue(), ours.path(entry.getKey()));
      }
      for (int i = 0; i < recorded.size() && recorded.isArray(); i++) {
        learn(recorded.get(i), ours.path(i));
      }
      return;
    }
    var text = recorded.asText();
    // A list of names goes on from the name in the recorded token, one of versions from ours.
    boolean followed = !text.contains("skiptoken") || text.contains("/versions?");
    if (text.startsWith("https://") && ours.asText().startsWith("https://") && followed) {
      urls.put(text.replace(":443/", "/"), ours.asText().replace(":443/", "/"));
    }
    var one = ID.matcher(text);
    var other = ID.matcher(ours.asText());
    while (one.find() && other.find()) {
      ids.putIfAbsent(one.group(), other.group());
    }
  }

  /** A recorded URL as it is here. */
  String ours(String url) {
    if (urls.containsKey(url)) {
      return urls.get(url);
    }
    var result = url;
    for (var id : ids.entrySet()) {
      result = result.replace(id.getKey(), id.getValue());
    }
    return result;
  }
}
