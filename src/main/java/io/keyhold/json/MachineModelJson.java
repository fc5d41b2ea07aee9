package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.MachineModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a machine was built: what another one like it needs. */
final class MachineModelJson {

  private MachineModelJson() {}

  static ObjectNode of(MachineModel machine) {
    ObjectNode node = Json.object();
    put(node, "size", machine.size());
    put(node, "zone", machine.zone());
    MachineModel.Security security = machine.security();
    put(node, "securityType", security.type());
    node.put("secureBoot", security.secureBoot())
        .put("vTpm", security.vTpm())
        .put("encryptionAtHost", security.encryptionAtHost());
    put(node, "osType", machine.osType());
    put(node, "diskController", machine.diskController());
    put(node, "licenseType", machine.licenseType());
    machine
        .plan()
        .ifPresent(
            plan ->
                node.putObject("plan")
                    .put("name", plan.name())
                    .put("product", plan.product())
                    .put("publisher", plan.publisher()));
    node.put("ultraDisks", machine.ultraDisks());
    ArrayNode tags = node.putArray("tags");
    new TreeMap<>(machine.tags()) // in one order: others compare the bytes
        .forEach((name, value) -> tags.addObject().put("name", name).put("value", value));
    ArrayNode nics = node.putArray("nics");
    machine.nics().forEach(nic -> nics.add(nic.value()));
    ArrayNode volumes = node.putArray("modelVolumes");
    machine.modelVolumes().forEach(volume -> volumes.add(volume(volume)));
    ArrayNode disks = node.putArray("disks");
    machine.disks().forEach(use -> disks.add(use(use)));
    return node;
  }

  static MachineModel read(Members members) {
    return new MachineModel(
        members.optionalText("size"),
        members.optionalText("zone"),
        new MachineModel.Security(
            members.optionalText("securityType"),
            members.flag("secureBoot"),
            members.flag("vTpm"),
            members.flag("encryptionAtHost")),
        members.optionalText("osType"),
        members.optionalText("diskController"),
        members.optionalText("licenseType"),
        members.optionalObject("plan").map(MachineModelJson::plan),
        members.flag("ultraDisks"),
        tags(members),
        members.texts("nics").stream().flatMap(nic -> ArmId.parse(nic).stream()).toList(),
        members.list("modelVolumes", MachineModelJson::volume),
        members.list("disks", MachineModelJson::use));
  }

  private static MachineModel.Plan plan(Members members) {
    return new MachineModel.Plan(
        members.text("name"), members.text("product"), members.text("publisher"));
  }

  private static Map<String, String> tags(Members members) {
    Map<String, String> tags = new LinkedHashMap<>();
    members
        .list("tags", tag -> Map.entry(tag.text("name"), tag.text("value")))
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
    return tags;
  }

  private static ObjectNode volume(AdeVolume volume) {
    ObjectNode node = Json.object();
    put(node, "secretUrl", volume.secretUrl());
    put(node, "kekUrl", volume.kekUrl());
    return node;
  }

  private static AdeVolume volume(Members members) {
    return new AdeVolume(members.optionalText("secretUrl"), members.optionalText("kekUrl"));
  }

  private static ObjectNode use(MachineModel.DiskUse use) {
    ObjectNode node = Json.object();
    node.set("lun", LunJson.of(use.lun()));
    put(node, "caching", use.caching());
    return node.put("writeAccelerator", use.writeAccelerator());
  }

  private static MachineModel.DiskUse use(Members members) {
    return new MachineModel.DiskUse(
        LunJson.read(members, "lun"),
        members.optionalText("caching"),
        members.flag("writeAccelerator"));
  }

  private static void put(ObjectNode node, String name, Optional<String> value) {
    value.ifPresent(text -> node.put(name, text));
  }
}
