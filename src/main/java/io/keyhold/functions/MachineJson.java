package io.keyhold.functions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.json.Json;
import io.keyhold.json.ProblemJson;
import io.keyhold.restore.MachineView;

/** A machine as {@code GET /api/machines} shows it. */
final class MachineJson {

  private MachineJson() {}

  static ObjectNode of(MachineView view) {
    ObjectNode json =
        Json.object()
            .put("id", view.machine().id().value())
            .put("vmId", view.machine().vmId())
            .put("region", view.machine().region());
    view.policy().ifPresent(policy -> json.put("policy", policy));
    view.lastSuccess().ifPresent(slot -> json.put("lastSuccess", slot.toString()));
    view.lastRefusal()
        .ifPresent(
            refusal -> {
              ObjectNode last = json.putObject("lastRefusal");
              last.put("slot", refusal.slot().toString());
              last.put("reason", refusal.reason().code().text());
              last.setAll(ProblemJson.of(refusal.reason()));
              last.put("remedy", refusal.remedy());
            });
    if (!view.remarks().isEmpty()) {
      json.set("remarks", ProblemJson.of(view.remarks()));
    }
    view.nextSlot().ifPresent(slot -> json.put("nextSlot", slot.toString()));
    return json;
  }
}
