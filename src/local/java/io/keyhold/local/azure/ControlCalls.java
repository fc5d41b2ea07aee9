package io.keyhold.local.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.http.RequestLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The calls of the control door.
 *
 * <ul>
 *   <li>{@code GET /requests}, {@code DELETE /requests}, {@code GET /relayed}
 *   <li>{@code GET /clock}; {@code POST /clock {"advance": "PT1H"}} or {@code {"set": "2026-..."}}
 *   <li>{@code POST /limits {"enforced": true}}: beyond the rate limits, calls are refused with 429
 *   <li>{@code POST /keys} or {@code /secrets {"vault", "name", "version", "enabled"}}
 *   <li>{@code POST /identities {"clientId", "deny": [action]}}; without clientId the default one
 *   <li>{@code POST /faults} (see {@link FaultOrder}), {@code DELETE /faults}
 *   <li>{@code GET /resources?type=snapshots}; {@code GET /bytes?id=...&offset=...&length=...}
 * </ul>
 */
final class ControlCalls {

  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LocalAzure azure;

  ControlCalls(LocalAzure azure) {
    this.azure = azure;
  }

  byte[] answer(String subject, Map<String, String> query, JsonNode body) {
    return switch (subject) {
      case "GET /requests" -> requests();
      case "DELETE /requests" -> {
        azure.requests().clear();
        yield done();
      }
      case "GET /relayed" -> relayed();
      case "GET /clock" -> clock();
      case "POST /clock" -> {
        move(body);
        yield clock();
      }
      case "POST /limits" -> {
        azure.enforceLimits(body.path("enforced").asBoolean());
        yield done();
      }
      case "POST /keys", "POST /secrets" -> {
        enable(subject.endsWith("keys"), body);
        yield done();
      }
      case "POST /identities" -> {
        deny(body);
        yield done();
      }
      case "POST /faults" -> {
        FaultOrder.of(body).addTo(azure.faults());
        yield done();
      }
      case "DELETE /faults" -> {
        azure.faults().clear();
        yield done();
      }
      case "GET /resources" -> resources(query.getOrDefault("type", "virtualMachines"));
      case "GET /bytes" -> bytes(query);
      default -> throw new IllegalArgumentException("Unknown call: " + subject);
    };
  }

  private byte[] requests() {
    var list = JSON.createArrayNode();
    azure.requests().all().forEach(entry -> list.add(shown(entry)));
    return text(list);
  }

  private static ObjectNode shown(RequestLog.Entry entry) {
    var node =
        JSON.createObjectNode()
            .put("at", entry.at().toString())
            .put("service", entry.service())
            .put("method", entry.method())
            .put("host", entry.host())
            .put("path", entry.path())
            .put("query", entry.query())
            .put("caller", entry.caller())
            .put("status", entry.status());
    var facts = node.putObject("facts");
    entry.facts().forEach(facts::put);
    return node;
  }

  private byte[] relayed() {
    var list = JSON.createArrayNode();
    azure
        .relayed()
        .forEach(
            asked ->
                list.addObject()
                    .put("at", asked.at().toString())
                    .put("host", asked.host())
                    .put("port", asked.port())
                    .put("verdict", asked.verdict().name()));
    return text(list);
  }

  private byte[] clock() {
    return text(JSON.createObjectNode().put("now", azure.clock().instant().toString()));
  }

  private void move(JsonNode body) {
    if (body.has("set")) {
      azure.clock().set(Instant.parse(body.path("set").asText()));
    } else {
      azure.clock().advance(Duration.parse(body.path("advance").asText()));
    }
  }

  private void enable(boolean key, JsonNode body) {
    var vault = azure.vaults().vault(body.path("vault").asText());
    var stage = key ? vault.keys() : vault.secrets();
    var name = body.path("name").asText();
    var version = body.path("version").asText();
    if (body.path("enabled").asBoolean()) {
      stage.enable(name, version);
    } else {
      stage.disable(name, version);
    }
  }

  private void deny(JsonNode body) {
    var identity =
        body.has("clientId") ? azure.caller(body.path("clientId").asText()) : azure.defaultCaller();
    identity.allowAll();
    body.path("deny").forEach(action -> identity.deny(action.asText()));
  }

  private byte[] resources(String type) {
    var list = JsonNodeFactory.instance.arrayNode();
    azure.compute().ids(type).forEach(id -> azure.compute().find(id).ifPresent(list::add));
    return text(list);
  }

  private byte[] bytes(Map<String, String> query) {
    int length = Integer.parseInt(query.getOrDefault("length", "512"));
    return azure
        .compute()
        .read(
            query.getOrDefault("id", ""),
            Long.parseLong(query.getOrDefault("offset", "0")),
            Math.min(length, MOST_BYTES));
  }

  private static byte[] done() {
    return text(JSON.createObjectNode().put("done", true));
  }

  private static byte[] text(JsonNode node) {
    return node.toPrettyString().getBytes(StandardCharsets.UTF_8);
  }
}
