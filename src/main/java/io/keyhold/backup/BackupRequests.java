package io.keyhold.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Documents;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Requester;
import io.keyhold.json.RequesterJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Backups that somebody asked for over HTTP: the first acceptance of an id is kept write-once, so
 * that a repeat means the same slot. A second document, named by day, lets the ticks find the ones
 * of the last days that still wait.
 */
public final class BackupRequests {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A policy's grace is a day at most; after that nothing waits any more. */
  private static final int DAYS = 2;

  private final Documents documents;

  public BackupRequests(Documents documents) {
    this.documents = documents;
  }

  /** The order that was accepted under this id, if one was. */
  Optional<BackupOrder> accepted(String clientId, String run) {
    return documents.read(name(clientId)).flatMap(found -> order(clientId, found.text(), run));
  }

  /** Accepts it now, or gives back what was accepted under this id a moment earlier. */
  BackupOrder accept(
      String clientId,
      MachineSummary machine,
      Policy policy,
      Instant now,
      String run,
      Requester who) {
    Instant slot = now.truncatedTo(ChronoUnit.SECONDS);
    BackupOrder order =
        new BackupOrder(
            run,
            machine.id(),
            machine.vmId(),
            policy.name(),
            slot,
            Optional.of(clientId),
            Optional.of(who));
    documents.put(openName(slot, clientId), clientId);
    return documents
        .create(name(clientId), text(order))
        .map(created -> order)
        .or(() -> accepted(clientId, run))
        .orElse(order);
  }

  /** The orders of today and the day before, whatever became of them. */
  List<BackupOrder> open(String run, Instant now) {
    List<BackupOrder> orders = new ArrayList<>();
    for (int day = DAYS - 1; day >= 0; day--) {
      String prefix = "requests-by-day/" + day(now.minus(Duration.ofDays(day))) + "/";
      for (String name : documents.names(prefix)) {
        accepted(name.substring(prefix.length()), run).ifPresent(orders::add);
      }
    }
    return orders;
  }

  private static String name(String clientId) {
    return "requests/" + clientId;
  }

  private static String openName(Instant slot, String clientId) {
    return "requests-by-day/" + day(slot) + "/" + clientId;
  }

  private static String day(Instant instant) {
    return PointId.prefix(instant).substring(0, 8);
  }

  private static String text(BackupOrder order) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("format", 1)
            .put("machine", order.machine().value())
            .put("vmId", order.vmId())
            .put("policy", order.policy())
            .put("slot", order.slot().toString());
    order.requestedBy().ifPresent(who -> json.set("requestedBy", RequesterJson.of(who)));
    return json.toPrettyString();
  }

  private static Optional<BackupOrder> order(String clientId, String text, String run) {
    try {
      JsonNode json = JSON.readTree(text);
      return ArmId.parse(json.path("machine").asText())
          .map(
              machine ->
                  new BackupOrder(
                      run,
                      machine,
                      json.path("vmId").asText(),
                      json.path("policy").asText(),
                      Instant.parse(json.path("slot").asText()),
                      Optional.of(clientId),
                      RequesterJson.read(json.path("requestedBy"))));
    } catch (JsonProcessingException | DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
