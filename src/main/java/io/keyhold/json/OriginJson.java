package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Origin;

/** Where a recovery point comes from; the policy has the form of the policy document. */
final class OriginJson {

  private OriginJson() {}

  static ObjectNode of(Origin origin) {
    ObjectNode node =
        Json.object()
            .put("machine", origin.machine().value())
            .put("vmId", origin.vmId())
            .put("slot", origin.slot().toString());
    origin.request().ifPresent(id -> node.put("request", id));
    origin.requestedBy().ifPresent(who -> node.set("requestedBy", RequesterJson.of(who)));
    node.set("policy", PolicyJson.of(origin.policy()));
    return node;
  }

  static Origin read(Members members) {
    return new Origin(
        members.armId("machine"),
        members.text("vmId"),
        PolicyJson.read(members.object("policy")),
        members.instant("slot"),
        members.optionalText("request"),
        RequesterJson.read(members.node().path("requestedBy")));
  }
}
