package io.keyhold.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was in a vault before a session began: all that its lists show and that it did not make. */
final class VaultPast {

  /** A call that makes one of it. */
  record Made(String method, String url, ObjectNode body) {}

  private final Set<String> known = new HashSet<>();
  private final List<Made> missing = new ArrayList<>();

  private VaultPast() {}

  static List<Made> of(Session session) {
    var past = new VaultPast();
    session.calls().stream().filter(call -> call.status() == 200).forEach(past::look);
    return past.missing;
  }

  private void look(Recorded call) {
    var items = call.body().path("value");
    if (!call.path().contains(".vault.azure.net/") || !items.isArray()) {
      learn(call.body().path("key").path("kid").asText(call.body().path("id").asText()));
      return;
    }
    for (var item : items) {
      var id = item.path("kid").asText(item.path("id").asText());
      if (known.contains(id)) {
        continue;
      }
      learn(id);
      missing.add(made(id, item));
    }
  }

  /** An identifier with its version, and the object without one. */
  private void learn(String id) {
    known.add(id);
    known.add(id.replaceFirst("/[0-9a-f]{32}$", ""));
  }

  private static Made made(String id, JsonNode item) {
    var object = id.replaceFirst("/[0-9a-f]{32}$", "");
    boolean key = object.contains("/keys/");
    var body = Past.node();
    for (var name : new String[] {"contentType", "tags"}) {
      if (item.has(name)) {
        body.set(name, item.get(name));
      }
    }
    var attributes = body.putObject("attributes");
    for (var name : new String[] {"enabled", "nbf", "exp"}) {
      if (item.path("attributes").has(name)) {
        attributes.set(name, item.path("attributes").get(name));
      }
    }
    body.put(key ? "kty" : "value", key ? "RSA" : "something");
    var url = object.replace(":443", "") + (key ? "/create" : "") + "?api-version=7.0";
    return new Made(key ? "POST" : "PUT", url, body);
  }
}
