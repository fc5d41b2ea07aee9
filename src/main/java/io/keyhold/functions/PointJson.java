package io.keyhold.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Event;
import io.keyhold.domain.Horizon;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Urgency;
import io.keyhold.json.EncryptionJson;
import io.keyhold.json.Json;
import io.keyhold.json.LunJson;
import io.keyhold.json.ProblemJson;
import io.keyhold.json.RequesterJson;
import io.keyhold.json.VerdictJson;
import io.keyhold.restore.Openings;
import java.util.List;

/** A recovery point as answers show it. */
final class PointJson {

  private PointJson() {}

  /** One point alone, which also names its break-glass kits in the store. */
  static ObjectNode of(RecoveryPoint point, List<String> kits) {
    ObjectNode json = of(point);
    ArrayNode names = json.putArray("kits");
    kits.forEach(names::add);
    return json;
  }

  static ObjectNode of(RecoveryPoint point) {
    ObjectNode json =
        Json.object()
            .put("id", point.id().value())
            .put("machine", point.origin().machine().value())
            .put("vmId", point.origin().vmId())
            .put("policy", point.origin().policy().name())
            .put("slot", point.origin().slot().toString())
            .put("state", point.state().word())
            .put("consistency", consistency(point));
    point.origin().requestedBy().ifPresent(who -> json.set("requestedBy", RequesterJson.of(who)));
    ArrayNode disks = json.putArray("disks");
    point.disks().forEach(disk -> disks.add(disk(point, disk)));
    ArrayNode regions = json.putArray("regions");
    Openings.of(point).forEach(opening -> regions.add(region(opening)));
    Horizon.of(point.disks()).ifPresent(horizon -> json.set("horizon", PlanJson.of(horizon)));
    json.set("keys", VerdictJson.of(point.verdicts()));
    ArrayNode problems = json.putArray("problems");
    point.causes().forEach(cause -> problems.add(problem(point, cause)));
    json.set("remarks", ProblemJson.of(point.remarks()));
    ArrayNode events = json.putArray("events");
    point.events().forEach(event -> events.add(event(event)));
    return json;
  }

  private static ObjectNode problem(RecoveryPoint point, Problem cause) {
    return ProblemJson.of(cause).put("remedy", Urgency.remedy(point, cause));
  }

  /** Snapshots are taken disk by disk: several disks are not consistent with one another. */
  private static String consistency(RecoveryPoint point) {
    return point.disks().size() > 1 ? "crashConsistentPerDisk" : "crashConsistent";
  }

  private static ObjectNode disk(RecoveryPoint point, DiskRecord disk) {
    ObjectNode json = Json.object();
    json.set("lun", LunJson.of(disk.lun()));
    point
        .snapshot(disk.lun())
        .ifPresent(snapshot -> json.put("snapshot", snapshot.snapshot().value()));
    point
        .copy(disk.lun())
        .ifPresent(
            copy ->
                json.put("copy", copy.copy().value())
                    .set("copyAtRest", EncryptionJson.atRest(copy.atRest())));
    json.put("size", disk.sizeBytes());
    json.set("encryption", EncryptionJson.of(disk.encryption()));
    return json;
  }

  private static ObjectNode region(Openings opening) {
    ObjectNode json =
        Json.object()
            .put("region", opening.region())
            .put("from", opening.copies() ? "copies" : "snapshots");
    ArrayNode as = json.putArray("as");
    opening.as().stream().map(Openings.As::word).sorted().forEach(as::add);
    return json;
  }

  private static ObjectNode event(Event event) {
    return Json.object()
        .put("number", event.number())
        .put("at", event.at().toString())
        .put("run", event.run())
        .put("type", event.change().word());
  }
}
