package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Builds the resources of a plan, as if they had been there for long. */
final class Stage {

  private static final long GIB = 1L << 30;
  private static final String NICS = "Microsoft.Network/networkInterfaces";

  private final Kernel kernel;
  private final Guests guests;
  private final NetworkCards cards;

  Stage(Kernel kernel, Guests guests, NetworkCards cards) {
    this.kernel = kernel;
    this.guests = guests;
    this.cards = cards;
  }

  Resource disk(ResourceId id, String location, DiskPlan plan) {
    var content = content(plan);
    var properties = plan.properties();
    properties.putObject("creationData").put("createOption", "Empty");
    properties.put("diskSizeGB", content.size() / GIB);
    var set = plan.set().flatMap(kernel.store()::find);
    if (plan.set().isPresent() && set.isEmpty()) {
      throw new IllegalArgumentException("There is no disk encryption set " + plan.set().get());
    }
    properties.set("encryption", EncryptionRules.finished(ArmJson.object(), set, Optional.empty()));
    properties
        .put("networkAccessPolicy", "AllowAll")
        .put("publicNetworkAccess", "Enabled")
        .put("timeCreated", ArmJson.time(kernel.clock().instant()))
        .put("provisioningState", "Succeeded")
        .put("diskState", "Unattached")
        .put("diskSizeBytes", content.size())
        .put("uniqueId", MachineModel.newUniqueId());
    Skus.performance(properties, plan.sku());
    properties.setAll(plan.properties());
    var body = head(id, location, plan.tags());
    body.set("sku", Skus.full(plan.sku()));
    body.set("properties", properties);
    var disk = new Resource(id, body, Optional.of(content));
    kernel.store().put(disk);
    return disk;
  }

  private Content content(DiskPlan plan) {
    long size = plan.sizeGb() * GIB;
    return plan.bytes()
        .map(
            bytes -> {
              long whole = (bytes.toFile().length() + GIB - 1) / GIB * GIB;
              return Content.of(bytes, kernel.newFile(), Math.max(size, whole));
            })
        .orElseGet(() -> Content.blank(kernel.newFile(), size));
  }

  void machine(MachinePlan plan) {
    var id = plan.id();
    var properties = ArmJson.object().put("vmId", MachineModel.newUniqueId());
    properties.putObject("hardwareProfile").put("vmSize", plan.size());
    var storage = properties.putObject("storageProfile");
    storage.set("osDisk", entry(plan, plan.os(), Optional.empty()));
    var data = storage.putArray("dataDisks");
    plan.data().forEach((lun, disk) -> data.add(entry(plan, disk, Optional.of(lun))));
    plan.securityType()
        .ifPresent(
            type -> {
              var security = properties.putObject("securityProfile");
              security
                  .putObject("uefiSettings")
                  .put("secureBootEnabled", true)
                  .put("vTpmEnabled", true);
              security.put("securityType", type);
            });
    cards.stage(nic(id), plan.location(), plan.subnet());
    properties
        .putObject("networkProfile")
        .putArray("networkInterfaces")
        .addObject()
        .put("id", nic(id));
    properties
        .put("provisioningState", "Succeeded")
        .put("timeCreated", ArmJson.time(kernel.clock().instant()));
    var body = head(id, plan.location(), plan.tags());
    plan.zone().ifPresent(zone -> body.putArray("zones").add(zone));
    body.set("properties", plan.changed(properties));
    if (!plan.extensions().isEmpty()) {
      var resources = body.putArray("resources");
      plan.extensions().forEach((name, settings) -> resources.add(extension(plan, name, settings)));
    }
    var machine = new Resource(id, body, Optional.empty());
    kernel.store().put(machine);
    guests.put(id, plan.guest());
    var disks = new MachineDisks(kernel);
    disks.attachAll(machine);
    if (!plan.guest().allocated()) {
      disks.setState(machine, "Reserved");
    }
    new MachineCards(cards).attachAll(machine);
  }

  private ObjectNode entry(MachinePlan plan, DiskPlan disk, Optional<Integer> lun) {
    var machine = plan.id();
    var name =
        disk.name()
            .orElseGet(() -> machine.name() + lun.map(number -> "-data-" + number).orElse("-os"));
    var id = new ResourceId(machine.subscription(), machine.group(), ComputeType.DISK, name);
    if (lun.isEmpty()) {
      disk.property("osType", ArmJson.object().textNode(plan.osType()));
      disk.property("hyperVGeneration", ArmJson.object().textNode(plan.generation()));
      disk.property("supportedCapabilities", ArmJson.object().put("architecture", "x64"));
      plan.securityType().ifPresent(disk::securityType);
    }
    var made = disk(id, plan.location(), disk);
    plan.zone().ifPresent(zone -> made.body().putArray("zones").add(zone));
    var entry = ArmJson.object();
    lun.ifPresentOrElse(
        number -> entry.put("lun", number), () -> entry.put("osType", plan.osType()));
    entry.put("name", name).put("createOption", "Attach");
    entry.put("caching", lun.isPresent() ? "None" : "ReadWrite");
    var managed = entry.putObject("managedDisk");
    disk.set().ifPresent(set -> managed.putObject("diskEncryptionSet").put("id", set));
    managed.put("storageAccountType", disk.sku()).put("id", id.toString());
    entry.put("deleteOption", "Detach");
    entry.put("diskSizeGB", made.properties().path("diskSizeGB").asInt());
    lun.ifPresent(number -> entry.put("toBeDetached", false));
    return entry;
  }

  private static ObjectNode extension(MachinePlan plan, String name, ObjectNode properties) {
    var extension = ArmJson.object().put("name", name);
    extension.put("id", plan.id() + "/extensions/" + name);
    extension.put("type", "Microsoft.Compute/virtualMachines/extensions");
    extension.put("location", plan.location());
    extension.set("properties", properties);
    return extension;
  }

  private static String nic(ResourceId machine) {
    return "/subscriptions/%s/resourceGroups/%s/providers/%s/%s-nic"
        .formatted(machine.subscription(), machine.group(), NICS, machine.name());
  }

  static ObjectNode head(ResourceId id, String location, Map<String, String> tags) {
    var head = ArmJson.object().put("name", id.name()).put("id", id.toString());
    head.put("type", "Microsoft.Compute/" + id.type().wireName()).put("location", location);
    var node = head.putObject("tags");
    tags.forEach(node::put);
    return head;
  }
}
