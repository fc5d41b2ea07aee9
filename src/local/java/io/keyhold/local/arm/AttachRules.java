package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.capacity.Size;
import java.util.HashSet;
import java.util.Optional;

/** Whether the disks of a model can be attached together to a machine of a size, in its zone. */
record AttachRules(Store store) {

  void check(JsonNode model, Size size, Optional<String> zone) {
    var storage = model.path("storageProfile");
    checkModel(model, storage);
    var luns = new HashSet<Integer>();
    for (var disk : storage.path("dataDisks")) {
      int lun = disk.path("lun").asInt(-1);
      if (!luns.add(lun)) {
        throw ArmFailure.invalidParameter("A disk at LUN " + lun + " already exists.", "lun");
      }
      checkDisk(disk, size, zone);
    }
    checkDisk(storage.path("osDisk"), size, zone);
    if (luns.size() > size.dataDisks()) {
      throw ArmFailure.notAllowed(
          "The maximum number of data disks allowed to be attached to a VM of this size is "
              + size.dataDisks()
              + ".");
    }
    disk(storage.path("osDisk")).ifPresent(os -> SizeRules.checkFits(size, os, model));
  }

  /** An OS disk that is attached has an operating system already. */
  private static void checkModel(JsonNode model, JsonNode storage) {
    if (!storage.path("osDisk").path("createOption").asText().equalsIgnoreCase("Attach")) {
      return;
    }
    if (storage.has("imageReference")) {
      throw ArmFailure.invalidParameter(
          "Cannot attach an existing OS disk if the VM is created from a platform, user or a shared"
              + " gallery image.",
          "osDisk");
    }
    if (model.has("osProfile")) {
      throw ArmFailure.invalidParameter("Parameter 'osProfile' is not allowed.", "osProfile");
    }
  }

  private void checkDisk(JsonNode entry, Size size, Optional<String> zone) {
    var sku = ArmJson.text(entry, "managedDisk.storageAccountType").orElse("");
    if (sku.startsWith("Premium") && !size.premium()) {
      throw ArmFailure.invalidParameter(
          ("Requested operation cannot be performed because the VM size %s does not support the"
                  + " storage account type %s of disk '%s'. Consider updating the VM to a size that"
                  + " supports Premium storage.")
              .formatted(size.name(), sku, entry.path("name").asText()),
          "osDisk.managedDisk.storageAccountType");
    }
    disk(entry).ifPresent(disk -> checkZone(disk, zone));
  }

  private static void checkZone(Resource disk, Optional<String> zone) {
    var own = disk.body().path("zones").path(0).asText();
    boolean everywhere = disk.body().path("sku").path("name").asText().endsWith("_ZRS");
    if (!everywhere && !own.equals(zone.orElse(""))) {
      throw ArmFailure.provider(
          400,
          "BadRequest",
          ("Disk %s cannot be attached to the VM because it is not in the same zone as the VM. VM"
                  + " zone: '%s'. Disk zone: '%s'.")
              .formatted(disk.id(), zone.orElse(""), own));
    }
  }

  private Optional<Resource> disk(JsonNode entry) {
    return ArmJson.text(entry, "managedDisk.id").flatMap(store::find);
  }
}
