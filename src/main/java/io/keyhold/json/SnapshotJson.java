package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.SnapshotRecord;
import java.util.List;

/** The snapshot that was made of one disk. */
final class SnapshotJson {

  private SnapshotJson() {}

  static ObjectNode of(SnapshotRecord record) {
    ObjectNode node = Json.object();
    node.set("lun", LunJson.of(record.lun()));
    return node.put("snapshot", record.snapshot().value())
        .put("uniqueId", record.uniqueId())
        .put("sizeBytes", record.sizeBytes());
  }

  static ArrayNode of(List<SnapshotRecord> records) {
    ArrayNode list = Json.array();
    records.forEach(record -> list.add(of(record)));
    return list;
  }

  static SnapshotRecord read(Members members) {
    return new SnapshotRecord(
        LunJson.read(members, "lun"),
        members.armId("snapshot"),
        members.text("uniqueId"),
        members.number("sizeBytes", 0, Long.MAX_VALUE));
  }
}
