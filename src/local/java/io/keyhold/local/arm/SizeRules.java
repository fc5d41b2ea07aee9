package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.capacity.Capacity;
import io.keyhold.local.capacity.Size;
import java.util.Optional;

/** Whether a size can be had, and whether it can run a machine of this kind. */
record SizeRules(Capacity capacity) {

  private static final String DETAILS = " See https://aka.ms/azureskunotavailable for details.";

  /** The size that the model names, where it can be had. */
  Size available(ResourceId id, String location, Optional<String> zone, JsonNode model) {
    var name =
        ArmJson.text(model, "hardwareProfile.vmSize")
            .orElseThrow(() -> ArmFailure.missingParameter("hardwareProfile"));
    var size = capacity.size(name).orElseThrow(() -> unknown(name));
    if (!capacity.has(name, location, Optional.empty())) {
      throw unavailable(
          ("The requested VM size for resource 'Following SKUs have failed for Capacity"
                  + " Restrictions: %s' is currently not available in location '%s'. Please try"
                  + " another size or deploy to a different location or different zone.")
              .formatted(size.name(), location));
    }
    if (!capacity.has(name, location, zone)) {
      throw unavailable(
          ("The requested size for resource '%s' is currently not available in location '%s' zones"
                  + " '%s' for subscription '%s'. Please try another size or deploy to a different"
                  + " location or zones.")
              .formatted(id, location, zone.orElse(""), id.subscription()));
    }
    return size;
  }

  private ArmFailure unknown(String name) {
    return ArmFailure.invalidParameter(
        ("The value %s provided for the VM size is not valid. The valid sizes in the current region"
                + " are: %s. Find out more on the valid VM sizes in each region at"
                + " https://aka.ms/azure-regionservices.")
            .formatted(name, String.join(",", capacity.sizeNames())),
        "vmSize");
  }

  private static ArmFailure unavailable(String message) {
    return ArmFailure.provider(409, "SkuNotAvailable", message + DETAILS);
  }

  /**
   * @param os the OS disk that is attached
   */
  static void checkFits(Size size, Resource os, JsonNode model) {
    var generation = os.property("hyperVGeneration").orElse("V1");
    if (!size.generations().contains(generation)) {
      throw ArmFailure.provider(
          400,
          "BadRequest",
          ("The selected VM size '%s' cannot boot Hypervisor Generation '%s'. If this was a Create"
                  + " operation please check that the Hypervisor Generation of the Image matches"
                  + " the Hypervisor Generation of the selected VM Size. If this was an Update"
                  + " operation please select a Hypervisor Generation '%s' VM Size.")
              .formatted(size.name(), generation.substring(1), generation.substring(1)));
    }
    // A confidential disk says how it is encrypted too: ConfidentialVM_DiskEncryptedWith...
    var disks = os.property("securityProfile.securityType").orElse("Standard");
    var machines = ArmJson.text(model, "securityProfile.securityType").orElse("Standard");
    if (!disks.split("_")[0].equals(machines)) {
      throw ArmFailure.provider(
          400,
          "BadRequest",
          "Security type of VM is not compatible with the security type of attached OS Disk.");
    }
    ArmJson.text(model, "storageProfile.diskControllerType")
        .filter(type -> size.controllers().stream().noneMatch(type::equalsIgnoreCase))
        .ifPresent(
            type -> {
              throw wrongController(size.name());
            });
  }

  private static ArmFailure wrongController(String size) {
    return ArmFailure.invalidParameter(
        ("The VM size '%s' cannot boot with OS image or disk. Please check that disk controller"
                + " types supported by the OS image or disk is one of the supported disk controller"
                + " types for the VM size '%s'. Please query sku api at"
                + " https://aka.ms/azure-compute-skus to determine supported disk controller types"
                + " for the VM size.")
            .formatted(size, size),
        "vmSize");
  }
}
