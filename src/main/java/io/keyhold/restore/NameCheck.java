package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Made;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.Tags;
import io.keyhold.domain.VirtualMachines;
import java.util.Optional;

/** Nobody has the names yet, and no other restore is about to take them. */
final class NameCheck implements Check {

  private final RestoreNames names;
  private final Disks disks;
  private final NetworkInterfaces nics;
  private final VirtualMachines machines;

  NameCheck(RestoreNames names, Disks disks, NetworkInterfaces nics, VirtualMachines machines) {
    this.names = names;
    this.disks = disks;
    this.nics = nics;
    this.machines = machines;
  }

  @Override
  public void look(String restore, Blueprint plan, Findings findings) {
    Optional<String> other = names.holder(plan).filter(holder -> !holder.equals(restore));
    if (other.isPresent()) {
      String prefix = plan.request().target().namePrefix();
      findings.forbid(
          Code.NAME_TAKEN, prefix, "the restore " + other.get() + " is using " + prefix);
      return;
    }
    for (DiskRecord disk : plan.disks()) {
      ArmId wanted = plan.target(disk);
      taken(wanted, disks.status(wanted), restore, findings);
    }
    plan.machineTarget()
        .ifPresent(
            target -> {
              taken(target.nic(), nics.status(target.nic()), restore, findings);
              taken(
                  target.machine(),
                  machines.status(target.machine()).map(VirtualMachines.Status::made),
                  restore,
                  findings);
            });
  }

  private static void taken(ArmId wanted, Optional<Made> found, String restore, Findings findings) {
    if (found
        .filter(made -> !Tags.value(made.tags(), Tags.RESTORE).equals(Optional.of(restore)))
        .isPresent()) {
      findings.forbid(Code.NAME_TAKEN, wanted.value(), wanted.name() + " exists already");
    }
  }
}
