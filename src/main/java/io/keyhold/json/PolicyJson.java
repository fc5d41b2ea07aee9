package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Policy;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A policy in the form of the policy document, every member written, defaults too: what they are
 * may change.
 *
 * <p>What is read here was checked when it was written. A zone that this system does not know (any
 * more) is read as UTC: the schedule of a recorded policy has had its effect, and names of zones do
 * not live as long as the events.
 */
public final class PolicyJson {

  private PolicyJson() {}

  public static ObjectNode of(Policy policy) {
    ObjectNode node = Json.object().put("name", policy.name());
    ArrayNode subscriptions = node.putArray("subscriptions");
    policy.subscriptions().forEach(subscriptions::add);
    node.putObject("schedule")
        .put("cron", policy.schedule().cron())
        .put("zone", policy.schedule().zone().getId());
    node.putObject("snapshots")
        .put("resourceGroup", policy.snapshots().resourceGroup())
        .put("networkAccess", policy.snapshots().networkAccess().text());
    policy.copy().ifPresent(copy -> node.set("copy", copy(copy)));
    node.putObject("keep")
        .put("days", policy.keep().days())
        .put("atLeast", policy.keep().atLeast());
    node.set("keys", KeyRulesJson.of(policy.keys()));
    return node;
  }

  public static Policy read(Members members) {
    Members schedule = members.object("schedule");
    Members snapshots = members.object("snapshots");
    Members keep = members.object("keep");
    return new Policy(
        members.text("name"),
        members.texts("subscriptions"),
        new Policy.Schedule(schedule.text("cron"), zone(schedule.text("zone"))),
        new Policy.SnapshotTarget(
            snapshots.text("resourceGroup"),
            PolicyWords.networkAccess(snapshots.text("networkAccess"))
                .orElse(Policy.NetworkAccess.DENY_ALL)),
        members.optionalObject("copy").map(PolicyJson::copy),
        new Policy.Keep(
            (int) keep.number("days", 0, Integer.MAX_VALUE),
            (int) keep.number("atLeast", 0, Integer.MAX_VALUE)),
        KeyRulesJson.read(members.object("keys")));
  }

  private static ObjectNode copy(Policy.CopyTarget copy) {
    ObjectNode node =
        Json.object().put("region", copy.region()).put("resourceGroup", copy.resourceGroup());
    copy.diskEncryptionSet().ifPresent(set -> node.put("diskEncryptionSet", set.value()));
    return node.put("allowPlatformKey", copy.allowPlatformKey());
  }

  private static Policy.CopyTarget copy(Members members) {
    return new Policy.CopyTarget(
        members.text("region"),
        members.text("resourceGroup"),
        members.optionalWord("diskEncryptionSet", ArmId::parse),
        members.flag("allowPlatformKey"));
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC;
    }
  }
}
