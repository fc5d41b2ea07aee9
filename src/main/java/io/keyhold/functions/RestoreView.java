package io.keyhold.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.json.Json;
import io.keyhold.json.LunJson;
import io.keyhold.json.ProblemJson;
import io.keyhold.json.RequesterJson;
import io.keyhold.json.VerdictJson;
import io.keyhold.plan.UnlockPlan;
import io.keyhold.restore.Preflight;
import io.keyhold.restore.Restore;
import java.util.Optional;

/** Restores and pre-flights as answers show them. */
final class RestoreView {

  private RestoreView() {}

  static ObjectNode of(Restore restore, Optional<RecoveryPoint> point) {
    ObjectNode json =
        Json.object()
            .put("id", restore.id())
            .put("recoveryPoint", restore.request().point().value())
            .put("state", restore.state().word());
    restore.requestedBy().ifPresent(who -> json.set("requestedBy", RequesterJson.of(who)));
    restore.cancelledBy().ifPresent(who -> json.set("cancelledBy", RequesterJson.of(who)));
    ArrayNode steps = json.putArray("steps");
    restore
        .steps()
        .forEach(
            step -> steps.addObject().put("at", step.at().toString()).put("what", step.what()));
    ArrayNode resources = json.putArray("resources");
    ArrayNode plans = json.putArray("unlockPlan");
    for (Restore.Target disk : restore.disks()) {
      ObjectNode resource = resources.addObject().put("type", "disk");
      resource.set("lun", LunJson.of(disk.lun()));
      resource.put("id", disk.disk().value()).put("snapshot", disk.snapshot().value());
      point
          .flatMap(found -> found.disk(disk.lun()))
          .ifPresent(record -> plans.add(PlanJson.of(UnlockPlan.of(point.get(), record))));
    }
    restore
        .machine()
        .ifPresent(
            machine -> {
              resource(resources, "networkInterface", machine.nic());
              resource(resources, "virtualMachine", machine.machine());
            });
    restore.problem().ifPresent(problem -> json.set("problem", ProblemJson.of(problem)));
    return json;
  }

  static ObjectNode of(Preflight.Result result) {
    ObjectNode json = Json.object().put("allowed", result.allowed());
    json.set("keys", VerdictJson.of(result.keys()));
    json.set("problems", ProblemJson.of(result.problems()));
    json.set("remarks", ProblemJson.of(result.remarks()));
    return json;
  }

  private static void resource(ArrayNode resources, String type, ArmId id) {
    resources.addObject().put("type", type).put("id", id.value());
  }
}
