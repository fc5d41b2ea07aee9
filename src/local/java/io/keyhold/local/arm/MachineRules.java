package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.capacity.Capacity;
import io.keyhold.local.capacity.Size;
import java.util.HashSet;
import java.util.Optional;

/** What the provider checks of a new machine, before anything of it is there. */
final class MachineRules {

  private static final String ZONES = "https://aka.ms/azureskunotavailable";

  private final Kernel kernel;
  private final Capacity capacity;
  private final NetworkCards cards;

  MachineRules(Kernel kernel, Capacity capacity, NetworkCards cards) {
    this.kernel = kernel;
    this.capacity = capacity;
    this.cards = cards;
  }

  /**
   * @param filled the model with its disks, each known to be there, free and in the region
   */
  void check(ResourceId id, String location, Optional<String> zone, ObjectNode filled) {
    checkAttach(filled);
    var size = size(id, location, zone, filled);
    checkDisks(filled, size, zone);
    checkOs(filled, size);
    checkCards(id, location, filled);
    new Usages(kernel.store(), capacity).checkRoom(id.subscription(), location, size);
  }

  private static void checkAttach(JsonNode filled) {
    var storage = filled.path("storageProfile");
    if (!storage.path("osDisk").path("createOption").asText().equalsIgnoreCase("Attach")) {
      return;
    }
    if (storage.has("imageReference")) {
      throw ArmFailure.invalidParameter(
          "Cannot attach an existing OS disk if the VM is created from a platform, user or a shared"
              + " gallery image.",
          "osDisk");
    }
    if (filled.has("osProfile")) {
      throw ArmFailure.invalidParameter("Parameter 'osProfile' is not allowed.", "osProfile");
    }
  }

  private Size size(ResourceId id, String location, Optional<String> zone, JsonNode filled) {
    var name =
        ArmJson.text(filled, "hardwareProfile.vmSize")
            .orElseThrow(() -> ArmFailure.missingParameter("hardwareProfile"));
    var size =
        capacity
            .size(name)
            .orElseThrow(
                () ->
                    ArmFailure.invalidParameter(
                        "The value %s provided for the VM size is not valid. The valid sizes in the current region are: %s. Find out more on the valid VM sizes in each region at https://aka.ms/azure-regionservices."
                            .formatted(name, String.join(",", capacity.sizeNames())),
                        "vmSize"));
    if (!capacity.has(name, location, Optional.empty())) {
      throw ArmFailure.provider(
          409,
          "SkuNotAvailable",
          "The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: %s' is currently not available in location '%s'. Please try another size or deploy to a different location or different zone. See %s for details."
              .formatted(size.name(), location, ZONES));
    }
    if (!capacity.has(name, location, zone)) {
      throw ArmFailure.provider(
          409,
          "SkuNotAvailable",
          "The requested size for resource '%s' is currently not available in location '%s' zones '%s' for subscription '%s'. Please try another size or deploy to a different location or zones. See %s for details."
              .formatted(id, location, zone.orElse(""), id.subscription(), ZONES));
    }
    return size;
  }

  private void checkDisks(JsonNode filled, Size size, Optional<String> zone) {
    var storage = filled.path("storageProfile");
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
  }

  private void checkDisk(JsonNode entry, Size size, Optional<String> zone) {
    var sku = ArmJson.text(entry, "managedDisk.storageAccountType").orElse("");
    if (sku.startsWith("Premium") && !size.premium()) {
      throw ArmFailure.invalidParameter(
          "Requested operation cannot be performed because the VM size %s does not support the storage account type %s of disk '%s'. Consider updating the VM to a size that supports Premium storage."
              .formatted(size.name(), sku, entry.path("name").asText()),
          "osDisk.managedDisk.storageAccountType");
    }
    var disk = disk(entry);
    if (disk.isEmpty()) {
      return;
    }
    var own = disk.get().body().path("zones").path(0).asText();
    boolean everywhere = disk.get().body().path("sku").path("name").asText().endsWith("_ZRS");
    if (!everywhere && !own.equals(zone.orElse(""))) {
      throw ArmFailure.provider(
          400,
          "BadRequest",
          "Disk %s cannot be attached to the VM because it is not in the same zone as the VM. VM zone: '%s'. Disk zone: '%s'."
              .formatted(disk.get().id(), zone.orElse(""), own));
    }
  }

  private void checkOs(JsonNode filled, Size size) {
    var os = disk(filled.path("storageProfile").path("osDisk"));
    if (os.isEmpty()) {
      return;
    }
    var generation = os.get().property("hyperVGeneration").orElse("V1");
    if (!size.generations().contains(generation)) {
      throw ArmFailure.provider(
          400,
          "BadRequest",
          "The selected VM size '%s' cannot boot Hypervisor Generation '%s'. If this was a Create operation please check that the Hypervisor Generation of the Image matches the Hypervisor Generation of the selected VM Size. If this was an Update operation please select a Hypervisor Generation '%s' VM Size."
              .formatted(size.name(), generation.substring(1), generation.substring(1)));
    }
    // A confidential disk says how it is encrypted too: ConfidentialVM_DiskEncryptedWith...
    var disks = os.get().property("securityProfile.securityType").orElse("Standard");
    var machines = ArmJson.text(filled, "securityProfile.securityType").orElse("Standard");
    if (!disks.split("_")[0].equals(machines)) {
      throw ArmFailure.provider(
          400,
          "BadRequest",
          "Security type of VM is not compatible with the security type of attached OS Disk.");
    }
    ArmJson.text(filled, "storageProfile.diskControllerType")
        .filter(type -> size.controllers().stream().noneMatch(type::equalsIgnoreCase))
        .ifPresent(
            type -> {
              throw ArmFailure.invalidParameter(
                  "The VM size '%s' cannot boot with OS image or disk. Please check that disk controller types supported by the OS image or disk is one of the supported disk controller types for the VM size '%s'. Please query sku api at https://aka.ms/azure-compute-skus to determine supported disk controller types for the VM size."
                      .formatted(size.name(), size.name()),
                  "vmSize");
            });
  }

  private void checkCards(ResourceId id, String location, JsonNode filled) {
    if (MachineCards.entries(filled).findAny().isEmpty()) {
      throw ArmFailure.missingParameter("networkProfile");
    }
    MachineCards.entries(filled)
        .forEach(entry -> cards.check(entry.path("id").asText(), id.toString(), location));
  }

  private Optional<Resource> disk(JsonNode entry) {
    return ArmJson.text(entry, "managedDisk.id").flatMap(kernel.store()::find);
  }
}
