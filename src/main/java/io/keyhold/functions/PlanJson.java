package io.keyhold.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Horizon;
import io.keyhold.json.Json;
import io.keyhold.json.LunJson;
import io.keyhold.plan.UnlockPlan;

/** Unlock plans and horizons as answers show them. */
final class PlanJson {

  private PlanJson() {}

  static ObjectNode of(UnlockPlan plan) {
    ObjectNode json = Json.object();
    json.set("lun", LunJson.of(plan.lun()));
    json.put("scheme", plan.scheme());
    plan.horizon().ifPresent(horizon -> json.set("horizon", of(horizon)));
    if (!plan.remarks().isEmpty()) {
      ArrayNode remarks = json.putArray("remarks");
      plan.remarks().forEach(remarks::add);
    }
    ArrayNode steps = json.putArray("steps");
    for (UnlockPlan.Step step : plan.steps()) {
      ObjectNode written = steps.addObject().put("use", step.use().word()).put("text", step.text());
      if (step.use() == UnlockPlan.Use.CHECK) {
        written.put("check", true);
      }
      step.command()
          .ifPresent(
              command ->
                  written.put("shell", command.shell().word()).put("command", command.text()));
    }
    return json;
  }

  static ObjectNode of(Horizon horizon) {
    return Json.object().put("on", horizon.on().toString()).put("detail", horizon.detail());
  }
}
