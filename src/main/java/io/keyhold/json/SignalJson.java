package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Cause;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Origin;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Signal;
import io.keyhold.domain.Urgency;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Signals as docs/log-events.md shows them. Members are added and never change their meaning. What
 * may be long is cut: Application Insights keeps 32,768 characters of a message and no JSON is left
 * of one that is longer.
 */
public final class SignalJson {

  /** A cause has 3,500 characters at most: five of them leave room for everything else. */
  private static final int CAUSES = 5;

  private static final int TEXT = 600;

  private SignalJson() {}

  public static ObjectNode of(Signal signal) {
    ObjectNode json =
        Json.object()
            .put("event", signal.kind().text())
            .put("id", signal.kind().number())
            .put("level", signal.level().word())
            .put("at", signal.at().toString());
    switch (signal) {
      case Signal.BackupSucceeded succeeded -> {
        backup(json, succeeded.backup())
            .put("disks", succeeded.disks())
            .put("sizeBytes", succeeded.sizeBytes());
        succeeded.copyTo().ifPresent(region -> json.put("copyTo", region));
        causes(json, "notes", succeeded.notes());
      }
      case Signal.BackupRefused refused -> stop(json, refused.backup(), refused.causes());
      case Signal.BackupHeld held -> {
        stop(json, held.backup(), held.causes());
        instant(json, "until", held.until());
      }
      case Signal.BackupFailed failed -> stop(json, failed.backup(), List.of(failed.cause()));
      case Signal.BackupAbandoned abandoned ->
          stop(json, abandoned.backup(), List.of(abandoned.cause()));
      case Signal.KeyStateChanged changed -> {
        urgent(json, List.of(changed.cause()));
        json.setAll(cause(changed.cause()));
        json.put("machines", changed.machines());
        first(json, changed.first());
      }
      case Signal.KeyStateResolved resolved -> {
        json.setAll(cause(resolved.cause()));
        json.put("result", resolved.result()).put("seconds", resolved.lasted().toSeconds());
        instant(json, "since", resolved.since());
        first(json, resolved.first());
      }
      case Signal.CopyStarted started ->
          backup(json, started.backup())
              .put("disks", started.disks())
              .put("region", started.region());
      case Signal.CopyCompleted completed ->
          backup(json, completed.backup())
              .put("disks", completed.disks())
              .put("region", completed.region());
      case Signal.CopyFailed failed -> {
        backup(json, failed.backup()).put("again", failed.again());
        causes(json, "causes", failed.causes());
      }
      case Signal.RestoreStarted started -> restore(json, started.restore());
      case Signal.RestoreSucceeded succeeded -> restore(json, succeeded.restore());
      case Signal.RestoreFailed failed -> {
        restore(json, failed.restore());
        json.putArray("causes").add(problem(Json.object(), failed.problem()));
      }
      case Signal.RestoreCanceled canceled -> restore(json, canceled.restore());
      case Signal.PointExpiring expiring -> {
        backup(json, expiring.backup()).put("because", cut(expiring.because()));
        instant(json, "until", expiring.until());
      }
      case Signal.PointKept kept -> backup(json, kept.backup()).put("because", cut(kept.because()));
      case Signal.PointExpired expired -> backup(json, expired.backup());
      case Signal.FleetChecked checked -> fleet(json, checked);
    }
    return json;
  }

  private static ObjectNode backup(ObjectNode json, Signal.Backup backup) {
    Origin origin = backup.origin();
    json.put("recoveryPoint", backup.point().value())
        .put("machine", origin.machine().value())
        .put("vmId", origin.vmId())
        .put("policy", origin.policy().name())
        .put("slot", origin.slot().toString())
        .put("run", cut(backup.run()));
    origin.request().ifPresent(request -> json.put("request", request));
    origin.requestedBy().ifPresent(who -> json.put("requestedBy", who.objectId()));
    return json;
  }

  /** Of a key's state, the backup is only the one that met it first. */
  private static void first(ObjectNode json, Signal.Backup backup) {
    json.put("firstRecoveryPoint", backup.point().value())
        .put("firstMachine", backup.origin().machine().value())
        .put("run", cut(backup.run()));
  }

  private static void restore(ObjectNode json, Signal.Restoring restore) {
    json.put("restore", restore.id())
        .put("recoveryPoint", restore.point().value())
        .put("mode", restore.mode())
        .put("resourceGroup", restore.group());
    restore.requestedBy().ifPresent(who -> json.put("requestedBy", who.objectId()));
  }

  private static void fleet(ObjectNode json, Signal.FleetChecked checked) {
    json.put("run", cut(checked.run()))
        .put("selected", checked.selected())
        .put("notSelected", checked.notSelected())
        .put("sent", checked.sent())
        .put("unreadableSubscriptions", checked.unreadable());
    checked
        .oldest()
        .ifPresent(
            oldest ->
                json.put("oldestSuccess", oldest.slot().toString())
                    .put("oldestMachine", oldest.machine().value()));
    json.put("withoutSuccess", checked.withoutSuccess());
    ArrayNode examples = json.putArray("withoutSuccessExamples");
    checked.examples().forEach(machine -> examples.add(machine.value()));
    json.put("troubledKeys", checked.troubled());
  }

  private static void stop(ObjectNode json, Signal.Backup backup, List<Cause> causes) {
    backup(json, backup);
    urgent(json, causes);
    causes(json, "causes", causes);
  }

  private static void urgent(ObjectNode json, List<Cause> causes) {
    if (causes.stream().anyMatch(Cause::stopsMachine)) {
      json.put("urgent", Urgency.TEXT);
    }
  }

  private static void causes(ObjectNode json, String member, List<Cause> causes) {
    ArrayNode list = json.putArray(member);
    causes.stream().limit(CAUSES).map(SignalJson::cause).forEach(list::add);
    if (causes.size() > CAUSES) {
      json.put(member + "LeftOut", causes.size() - CAUSES);
    }
  }

  private static ObjectNode cause(Cause cause) {
    ObjectNode json =
        Json.object().put("cause", cut(cause.group())).put("kind", cause.kind().word());
    cause.vault().ifPresent(vault -> json.put("vault", vault));
    cause.key().ifPresent(key -> json.put("key", cut(key)));
    keyName(cause).ifPresent(name -> json.put("keyName", name));
    cause.version().ifPresent(version -> json.put("version", version));
    cause.result().ifPresent(result -> json.put("result", result));
    problem(json, cause.problem()).put("remedy", cut(cause.remedy()));
    cause.recoverableUntil().ifPresent(end -> instant(json, "recoverableUntil", end));
    return json;
  }

  private static Optional<String> keyName(Cause cause) {
    return cause.key().flatMap(KeyRef::parse).map(KeyRef::name);
  }

  private static ObjectNode problem(ObjectNode json, Problem problem) {
    return json.put("reason", problem.code().text())
        .put("subject", cut(problem.subject()))
        .put("detail", cut(problem.detail()))
        .put("remedy", cut(problem.remedy()));
  }

  private static void instant(ObjectNode json, String member, Instant instant) {
    json.put(member, instant.toString());
  }

  private static String cut(String text) {
    return text.length() <= TEXT ? text : text.substring(0, TEXT) + "…";
  }
}
