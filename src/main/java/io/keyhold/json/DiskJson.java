package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Disk;
import io.keyhold.domain.DiskRecord;
import java.util.Optional;

/** A disk as it was when the gate looked at it: everything that its restore needs. */
final class DiskJson {

  private DiskJson() {}

  static ObjectNode of(DiskRecord disk) {
    ObjectNode node = Json.object();
    node.set("lun", LunJson.of(disk.lun()));
    node.put("disk", disk.disk().value())
        .put("uniqueId", disk.uniqueId())
        .put("sizeBytes", disk.sizeBytes());
    Disk.DiskTraits traits = disk.traits();
    node.put("region", traits.region());
    put(node, "sku", traits.sku());
    put(node, "osType", traits.osType());
    put(node, "generation", traits.generation());
    put(node, "securityType", traits.securityType());
    put(node, "zone", traits.zone());
    node.set("encryption", EncryptionJson.of(disk.encryption()));
    return node;
  }

  static DiskRecord read(Members members) {
    String disk = members.text("disk");
    return new DiskRecord(
        LunJson.read(members, "lun"),
        members.armId("disk"),
        members.text("uniqueId"),
        members.number("sizeBytes", 0, Long.MAX_VALUE),
        new Disk.DiskTraits(
            members.text("region"),
            members.optionalText("sku"),
            members.optionalText("osType"),
            members.optionalText("generation"),
            members.optionalText("securityType"),
            members.optionalText("zone")),
        EncryptionJson.read(members.object("encryption"), disk));
  }

  private static void put(ObjectNode node, String name, Optional<String> value) {
    value.ifPresent(text -> node.put(name, text));
  }
}
