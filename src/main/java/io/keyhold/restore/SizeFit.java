package io.keyhold.restore;

import io.keyhold.domain.Code;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.Sku;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether a size may be used in the region and the zone, and can have what the machine had. The
 * capabilities are those of {@code Microsoft.Compute/skus}; one that is not listed says nothing.
 */
final class SizeFit {

  private final Sku size;
  private final Findings findings;

  private SizeFit(Sku size, Findings findings) {
    this.size = size;
    this.findings = findings;
  }

  static void check(Sku size, MachineShape shape, Blueprint plan, Findings findings) {
    SizeFit fit = new SizeFit(size, findings);
    fit.place(shape, plan);
    fit.machine(shape);
    fit.disks(plan);
  }

  private void place(MachineShape shape, Blueprint plan) {
    if (size.restricted()) {
      findings.forbid(
          Code.SIZE_NOT_AVAILABLE,
          size.name(),
          "the subscription may not use this size in " + plan.region());
      return;
    }
    shape
        .zone()
        .filter(zone -> !size.isIn(zone))
        .ifPresent(
            zone ->
                findings.forbid(
                    Code.ZONE_NOT_AVAILABLE,
                    size.name(),
                    "zone " + zone + " of " + plan.region() + " does not offer this size"));
  }

  private void machine(MachineShape shape) {
    shape
        .generation()
        .filter(generation -> !lists("HyperVGenerations", generation, true))
        .ifPresent(generation -> lacks("generation " + generation));
    if (shape.trustedLaunch() && size.has("TrustedLaunchDisabled")) {
      lacks("Trusted Launch");
    }
    if (shape.encryptionAtHost() && size.lacks("EncryptionAtHostSupported")) {
      lacks("encryption at host");
    }
    Optional<MachineModel> model = shape.model();
    model
        .flatMap(MachineModel::diskController)
        .filter(controller -> !lists("DiskControllerTypes", controller, isScsi(controller)))
        .ifPresent(controller -> lacks("the disk controller " + controller));
    if (model.filter(MachineModel::ultraDisks).isPresent() && size.lacks("UltraSSDAvailable")) {
      lacks("ultra disks");
    }
  }

  /** A size that does not list controllers has SCSI. */
  private static boolean isScsi(String controller) {
    return "SCSI".equalsIgnoreCase(controller);
  }

  private void disks(Blueprint plan) {
    long data = plan.disks().stream().filter(disk -> !disk.lun().isOs()).count();
    size.capability("MaxDataDiskCount")
        .flatMap(Quotas::number)
        .filter(most -> most < data)
        .ifPresent(most -> lacks(data + " data disks, only " + most));
    if (size.lacks("PremiumIO") && plan.disks().stream().anyMatch(SizeFit::premium)) {
      lacks("premium disks");
    }
  }

  private static boolean premium(DiskRecord disk) {
    return disk.traits().sku().filter(sku -> sku.startsWith("Premium")).isPresent();
  }

  private boolean lists(String capability, String value, boolean otherwise) {
    return size.capability(capability)
        .map(
            all ->
                Arrays.stream(all.split(",")).map(String::strip).anyMatch(value::equalsIgnoreCase))
        .orElse(otherwise);
  }

  private void lacks(String what) {
    findings.forbid(
        Code.SIZE_DOES_NOT_FIT, size.name(), "a machine of this size cannot have " + what);
  }
}
