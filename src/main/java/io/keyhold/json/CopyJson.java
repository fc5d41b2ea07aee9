package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.CopyPlan;
import io.keyhold.domain.CopyRecord;

/** The copy of one disk's snapshot, as it is planned and as it was found when it was whole. */
final class CopyJson {

  private CopyJson() {}

  static ObjectNode of(CopyPlan plan) {
    ObjectNode node = Json.object();
    node.set("lun", LunJson.of(plan.lun()));
    return node.put("snapshot", plan.copy().value());
  }

  static CopyPlan readPlan(Members members) {
    return new CopyPlan(LunJson.read(members, "lun"), members.armId("snapshot"));
  }

  static ObjectNode of(CopyRecord record) {
    ObjectNode node = of(new CopyPlan(record.lun(), record.copy()));
    node.put("uniqueId", record.uniqueId()).put("sizeBytes", record.sizeBytes());
    return node.set("atRest", EncryptionJson.atRest(record.atRest()));
  }

  static CopyRecord read(Members members) {
    CopyPlan plan = readPlan(members);
    return new CopyRecord(
        plan.lun(),
        plan.copy(),
        members.text("uniqueId"),
        members.number("sizeBytes", 0, Long.MAX_VALUE),
        EncryptionJson.atRest(members.object("atRest")));
  }
}
