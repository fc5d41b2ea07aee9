package io.keyhold.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.BackupOrder;
import io.keyhold.json.Json;
import io.keyhold.json.RequesterJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The message of a backup order. Its members avoid the names of the host's own metadata, which
 * members of the same name would overwrite (azure-facts.md §5.3). Messages of the previous release
 * must stay readable.
 */
final class OrderJson {

  private OrderJson() {}

  static String write(BackupOrder order) {
    var json =
        Json.object()
            .put("format", 1)
            .put("run", order.run())
            .put("machine", order.machine().value())
            .put("vmId", order.vmId())
            .put("policy", order.policy())
            .put("slot", order.slot().toString());
    order.request().ifPresent(request -> json.put("request", request));
    order.requestedBy().ifPresent(who -> json.set("requestedBy", RequesterJson.of(who)));
    return Json.compact(json);
  }

  /**
   * @throws MalformedEnvelopeException when it is not such a message
   */
  static BackupOrder read(JsonNode json) {
    Optional<ArmId> machine = ArmId.parse(json.path("machine").asText(""));
    String vmId = json.path("vmId").asText("");
    String policy = json.path("policy").asText("");
    String run = json.path("run").asText("");
    if (machine.isEmpty() || vmId.isEmpty() || policy.isEmpty() || run.isEmpty()) {
      throw new MalformedEnvelopeException("the message is no backup order");
    }
    return new BackupOrder(
        run,
        machine.get(),
        vmId,
        policy,
        slot(json),
        Optional.of(json.path("request").asText("")).filter(request -> !request.isEmpty()),
        RequesterJson.read(json.path("requestedBy")));
  }

  private static Instant slot(JsonNode json) {
    try {
      return Instant.parse(json.path("slot").asText(""));
    } catch (DateTimeException unreadable) {
      throw new MalformedEnvelopeException("the message names no slot");
    }
  }
}
