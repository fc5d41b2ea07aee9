package io.keyhold.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which disks of a machine are backed up.
 *
 * @param taken the disks that are looked at and recorded
 * @param leftOut why other disks are not; the machine is backed up without them
 * @param refusals why the machine cannot be backed up at all
 */
public record DiskSelection(List<Disk> taken, List<Problem> leftOut, List<Problem> refusals) {

  /** Their snapshots are not usable at once (azure-facts.md §2.2); not taken by this release. */
  private static final Set<String> UNSUPPORTED = Set.of("ultrassd_lrs", "premiumv2_lrs");

  private static final String CONFIDENTIAL = "confidentialvm";

  public DiskSelection {
    taken = List.copyOf(taken);
    leftOut = List.copyOf(leftOut);
    refusals = List.copyOf(refusals);
  }

  public static DiskSelection of(Machine machine) {
    List<Disk> taken = new ArrayList<>();
    List<Problem> leftOut = new ArrayList<>();
    List<Problem> refusals = new ArrayList<>();
    ephemeral(machine).ifPresent(leftOut::add);
    for (Disk disk : machine.disks()) {
      Optional<Problem> reason = excluded(disk).or(() -> shared(disk));
      reason.ifPresent(leftOut::add);
      if (reason.isEmpty()) {
        taken.add(disk);
        unsupported(disk).ifPresent(refusals::add);
        confidential(disk, machine.facts()).ifPresent(refusals::add);
      }
    }
    if (taken.isEmpty()) {
      refusals.addAll(nothingLeft(machine, leftOut));
    }
    return new DiskSelection(taken, leftOut, refusals);
  }

  private static Optional<Problem> ephemeral(Machine machine) {
    return machine
        .facts()
        .ephemeralOsDisk()
        .map(
            name ->
                new Problem(
                    Code.DISK_EPHEMERAL,
                    machine.id().value(),
                    "the OS disk " + Text.shown(name) + " lives on the host of the machine"));
  }

  private static Optional<Problem> excluded(Disk disk) {
    return Tags.value(disk.tags(), Tags.EXCLUDE)
        .map(
            reason ->
                new Problem(
                    Code.DISK_EXCLUDED,
                    disk.id().value(),
                    disk.lun().suffix() + " is left out by its tag: " + Text.shown(reason)));
  }

  private static Optional<Problem> shared(Disk disk) {
    return disk.shared()
        ? Optional.of(
            new Problem(
                Code.DISK_SHARED,
                disk.id().value(),
                disk.lun().suffix() + " can be attached to several machines at once"))
        : Optional.empty();
  }

  private static Optional<Problem> unsupported(Disk disk) {
    return disk.traits()
        .sku()
        .filter(sku -> UNSUPPORTED.contains(sku.toLowerCase(Locale.ROOT)))
        .map(
            sku ->
                new Problem(
                    Code.DISK_NOT_SUPPORTED,
                    disk.id().value(),
                    "disks of type " + sku + " are not backed up by this release"));
  }

  /** Its key is bound to the virtual TPM, whose state no snapshot holds (azure-facts.md §1.5). */
  private static Optional<Problem> confidential(Disk disk, MachineFacts facts) {
    return disk.traits()
        .securityType()
        .or(() -> disk.lun().isOs() ? facts.securityType() : Optional.empty())
        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith(CONFIDENTIAL))
        .map(
            type ->
                new Problem(
                    Code.DISK_CONFIDENTIAL,
                    disk.id().value(),
                    disk.lun().suffix() + " has the security type " + Text.shown(type)));
  }

  private static List<Problem> nothingLeft(Machine machine, List<Problem> leftOut) {
    List<Problem> reasons =
        leftOut.stream().filter(reason -> reason.code() != Code.DISK_EXCLUDED).toList();
    return reasons.isEmpty()
        ? List.of(
            new Problem(Code.NO_DISKS, machine.id().value(), "every disk is excluded or missing"))
        : reasons;
  }
}
