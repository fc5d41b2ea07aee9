package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Change;
import io.keyhold.domain.PointState;
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
      case Change.CopyGated copyGated -> copyGated(copyGated);
      case Change.NotCopied notCopied -> {
        ObjectNode node = type("notCopied");
        node.set("causes", ProblemJson.stored(notCopied.causes()));
        yield node.put("again", notCopied.again());
      }
      case Change.Completed completed -> completed(completed);
      case Change.Expiring expiring ->
          type("expiring")
              .put("because", expiring.because())
              .put("deleteAfter", expiring.deleteAfter().toString());
      case Change.Kept kept ->
          type("kept").put("to", kept.to().word()).put("because", kept.because());
      case Change.Expired expired -> type("expired");
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
              members.has("remarks") ? members.list("remarks", ProblemJson::read) : List.of(),
              members.optionalObject("model").map(MachineModelJson::read));
      case "refused" -> new Change.Refused(members.list("causes", ProblemJson::read));
      case "held" ->
          new Change.Held(
              members.list("snapshots", SnapshotJson::read),
              members.list("causes", ProblemJson::read));
      case "taken" -> new Change.Taken(members.list("snapshots", SnapshotJson::read));
      case "copyGated" ->
          new Change.CopyGated(
              members.list("planned", CopyJson::readPlan),
              members.list("keys", VerdictJson::read),
              DecisionJson.read(members.object("decision")));
      case "notCopied" ->
          new Change.NotCopied(members.list("causes", ProblemJson::read), members.flag("again"));
      case "completed" ->
          new Change.Completed(
              members.has("copies") ? members.list("copies", CopyJson::read) : List.of());
      case "expiring" ->
          new Change.Expiring(members.text("because"), members.instant("deleteAfter"));
      case "kept" -> new Change.Kept(members.word("to", PointState::of), members.text("because"));
      case "expired" -> new Change.Expired();
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
    gated.machine().ifPresent(machine -> node.set("model", MachineModelJson.of(machine)));
    return node;
  }

  private static ObjectNode copyGated(Change.CopyGated copyGated) {
    ObjectNode node = type("copyGated");
    ArrayNode planned = node.putArray("planned");
    copyGated.copies().forEach(plan -> planned.add(CopyJson.of(plan)));
    node.set("keys", VerdictJson.stored(copyGated.verdicts()));
    return node.set("decision", DecisionJson.of(copyGated.decision()));
  }

  /** Without copies it is written as the first release wrote it. */
  private static ObjectNode completed(Change.Completed completed) {
    ObjectNode node = type("completed");
    if (!completed.copies().isEmpty()) {
      ArrayNode copies = node.putArray("copies");
      completed.copies().forEach(copy -> copies.add(CopyJson.of(copy)));
    }
    return node;
  }

  private static ObjectNode type(String word) {
    return Json.object().put("type", word);
  }
}
