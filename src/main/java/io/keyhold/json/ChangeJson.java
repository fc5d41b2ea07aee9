package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Change;
import java.util.List;

/**
 * What an event says happened. A kind of change that a later release wrote cannot be read: nobody
 * could say in which state the point is.
 */
final class ChangeJson {

  private ChangeJson() {}

  static ObjectNode of(Change change) {
    return switch (change) {
      case Change.Gated gated -> gated(gated);
      case Change.Refused refused ->
          type("refused").set("causes", ProblemJson.stored(refused.causes()));
      case Change.Held held -> {
        ObjectNode node = type("held");
        node.set("snapshots", SnapshotJson.of(held.snapshots()));
        yield node.set("causes", ProblemJson.stored(held.causes()));
      }
      case Change.Taken taken -> type("taken").set("snapshots", SnapshotJson.of(taken.snapshots()));
      case Change.Completed completed -> type("completed");
      case Change.Failed failed -> type("failed").set("cause", ProblemJson.stored(failed.cause()));
      case Change.Abandoned abandoned ->
          type("abandoned").set("cause", ProblemJson.stored(abandoned.cause()));
    };
  }

  static Change read(Members members) {
    String type = members.text("type");
    return switch (type) {
      case "gated" ->
          new Change.Gated(
              members.list("disks", DiskJson::read),
              members.list("keys", VerdictJson::read),
              DecisionJson.read(members.object("decision")),
              members.has("remarks") ? members.list("remarks", ProblemJson::read) : List.of());
      case "refused" -> new Change.Refused(members.list("causes", ProblemJson::read));
      case "held" ->
          new Change.Held(
              members.list("snapshots", SnapshotJson::read),
              members.list("causes", ProblemJson::read));
      case "taken" -> new Change.Taken(members.list("snapshots", SnapshotJson::read));
      case "completed" -> new Change.Completed();
      case "failed" -> new Change.Failed(ProblemJson.read(members.object("cause")));
      case "abandoned" -> new Change.Abandoned(ProblemJson.read(members.object("cause")));
      default ->
          throw members.mistake(
              "type", "is not known to this release, a later one wrote it: " + type);
    };
  }

  private static ObjectNode gated(Change.Gated gated) {
    ObjectNode node = type("gated");
    ArrayNode disks = node.putArray("disks");
    gated.disks().forEach(disk -> disks.add(DiskJson.of(disk)));
    node.set("keys", VerdictJson.stored(gated.verdicts()));
    node.set("decision", DecisionJson.of(gated.decision()));
    if (!gated.remarks().isEmpty()) {
      node.set("remarks", ProblemJson.stored(gated.remarks()));
    }
    return node;
  }

  private static ObjectNode type(String word) {
    return Json.object().put("type", word);
  }
}
