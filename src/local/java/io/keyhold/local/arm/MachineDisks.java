package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What becomes of disks when their machine is made, changed, stopped or deleted. */
final class MachineDisks {

  private static final long GIB = 1L << 30;

  private final Kernel kernel;

  MachineDisks(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Makes the disks that the model asks for, and attaches all of them. */
  void attachAll(Resource machine) {
    var storage = ArmJson.in(machine.properties(), "storageProfile");
    var os = ArmJson.in(storage, "osDisk");
    attach(machine, os, 1, Optional.of(os.path("osType").asText()));
    int index = 2;
    for (var disk : storage.path("dataDisks")) {
      attach(machine, (ObjectNode) disk, index++, Optional.empty());
    }
  }

  /** Keeps the disks that are there already from other machines, while this one is being made. */
  void reserve(Resource machine) {
    InstanceView.names(machine).stream()
        .flatMap(id -> kernel.store().find(id).stream())
        .map(Resource::copy)
        .forEach(
            disk -> {
              disk.body().put("managedBy", machine.id().toString());
              kernel.store().put(disk);
            });
  }

  private void attach(Resource machine, ObjectNode entry, int index, Optional<String> osType) {
    if (ArmJson.text(entry, "managedDisk.id").isEmpty()) {
      make(machine, entry, index, osType);
    }
    var id = ArmJson.text(entry, "managedDisk.id").orElseThrow();
    kernel
        .store()
        .find(id)
        .map(Resource::copy)
        .ifPresent(
            disk -> {
              disk.body().put("managedBy", machine.id().toString());
              disk.properties().put("diskState", "Attached");
              kernel.store().put(disk);
            });
  }

  private void make(Resource machine, ObjectNode entry, int index, Optional<String> osType) {
    var uniqueId = MachineModel.newUniqueId();
    var name =
        ArmJson.text(entry, "name")
            .orElseGet(() -> MachineModel.diskName(machine.id(), index, uniqueId));
    var id =
        new ResourceId(machine.id().subscription(), machine.id().group(), ComputeType.DISK, name);
    var sku = ArmJson.text(entry, "managedDisk.storageAccountType").orElse("Standard_LRS");
    int size = Math.max(entry.path("diskSizeGB").asInt(), 1);
    var properties = ArmJson.object();
    osType.ifPresent(
        type -> properties.put("osType", type).put("hyperVGeneration", Image.generation(machine)));
    var creation = properties.putObject("creationData");
    creation.put("createOption", osType.map(t -> "FromImage").orElse("Empty"));
    osType
        .flatMap(type -> Image.id(machine))
        .ifPresent(image -> creation.putObject("imageReference").put("id", image));
    properties.put("diskSizeGB", size);
    var set = ArmJson.text(entry, "managedDisk.diskEncryptionSet.id").flatMap(kernel.store()::find);
    properties.set("encryption", EncryptionRules.finished(properties, set, Optional.empty()));
    properties
        .put("networkAccessPolicy", "AllowAll")
        .put("publicNetworkAccess", "Enabled")
        .put("timeCreated", ArmJson.time(kernel.clock().instant()))
        .put("provisioningState", "Succeeded")
        .put("diskState", "Unattached")
        .put("diskSizeBytes", size * GIB)
        .put("uniqueId", uniqueId);
    Skus.performance(properties, sku);
    var body = ArmJson.object().put("name", name).put("id", id.toString());
    body.put("type", "Microsoft.Compute/disks").put("location", machine.location());
    // Recorded with empty tags; those of the machine are known to go over to its new disks.
    Optional.ofNullable(machine.body().get("tags"))
        .ifPresent(tags -> body.set("tags", tags.deepCopy()));
    Optional.ofNullable(machine.body().get("zones")).ifPresent(zones -> body.set("zones", zones));
    body.set("sku", Skus.full(sku));
    body.set("properties", properties);
    var content = Content.blank(kernel.newFile(), size * GIB);
    kernel.store().put(new Resource(id, body, Optional.of(content)));
    entry.put("name", name);
    ArmJson.in(entry, "managedDisk").put("id", id.toString());
  }

  /** Attached disks of a machine that does not run are Reserved. */
  void setState(Resource machine, String state) {
    InstanceView.names(machine).stream()
        .flatMap(id -> kernel.store().find(id).stream())
        .map(Resource::copy)
        .forEach(
            disk -> {
              disk.properties().put("diskState", state);
              kernel.store().put(disk);
            });
  }

  /** Detaches a disk, or deletes it where its machine said so. */
  void release(String id, boolean delete) {
    kernel
        .store()
        .find(id)
        .map(Resource::copy)
        .ifPresent(
            disk -> {
              if (delete) {
                kernel.store().remove(disk.id(), kernel.clock().instant());
              } else {
                disk.body().remove("managedBy");
                disk.properties().put("diskState", "Unattached");
                kernel.store().put(disk);
              }
            });
  }

  void releaseAll(Resource machine) {
    var storage = machine.properties().path("storageProfile");
    releaseEntry(storage.path("osDisk"));
    storage.path("dataDisks").forEach(this::releaseEntry);
  }

  private void releaseEntry(JsonNode entry) {
    boolean delete = entry.path("deleteOption").asText().equals("Delete");
    ArmJson.text(entry, "managedDisk.id").ifPresent(id -> release(id, delete));
  }
}
