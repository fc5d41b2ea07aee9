package io.keyhold.restore;

import io.keyhold.domain.Code;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.Lock;
import io.keyhold.domain.Look;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.Rights;
import java.util.List;
import java.util.stream.Stream;

/** The resource group exists, no lock is in the way, and the identity may work there. */
final class TargetCheck implements Check {

  /** azure-facts.md §8.2; deleting is for what a restore of its own made. */
  private static final List<String> FOR_DISKS =
      List.of(
          "Microsoft.Compute/disks/read",
          "Microsoft.Compute/disks/write",
          "Microsoft.Compute/disks/delete");

  private static final List<String> FOR_MACHINES =
      List.of(
          "Microsoft.Network/networkInterfaces/read",
          "Microsoft.Network/networkInterfaces/write",
          "Microsoft.Network/networkInterfaces/join/action",
          "Microsoft.Network/networkInterfaces/delete",
          "Microsoft.Compute/virtualMachines/read",
          "Microsoft.Compute/virtualMachines/write",
          "Microsoft.Compute/virtualMachines/deallocate/action",
          "Microsoft.Compute/virtualMachines/delete");

  private final ResourceGroups groups;

  TargetCheck(ResourceGroups groups) {
    this.groups = groups;
  }

  @Override
  public void look(String restore, Blueprint plan, Findings findings) {
    GroupId group = plan.group();
    Look<String> look = groups.region(group);
    findings.seen(
        look,
        group.value(),
        "whether the resource group exists",
        () ->
            findings.forbid(
                Code.TARGET_GROUP_MISSING,
                group.value(),
                "there is no resource group " + group.name()));
    if (!(look instanceof Look.Absent)) {
      locks(group, findings);
      rights(group, plan, findings);
    }
  }

  private void locks(GroupId group, Findings findings) {
    findings
        .seen(groups.locks(group), group.value(), "the locks", () -> {})
        .ifPresent(locks -> locks.forEach(lock -> forbid(lock, group, findings)));
  }

  private static void forbid(Lock lock, GroupId group, Findings findings) {
    String detail = "the lock " + lock.name() + " on " + lock.scope();
    switch (lock.level()) {
      case READ_ONLY -> findings.forbid(Code.TARGET_READ_ONLY, group.value(), detail);
      case CAN_NOT_DELETE -> findings.forbid(Code.TARGET_DELETE_LOCKED, group.value(), detail);
    }
  }

  private void rights(GroupId group, Blueprint plan, Findings findings) {
    List<String> needed =
        plan.whole()
            ? Stream.concat(FOR_DISKS.stream(), FOR_MACHINES.stream()).toList()
            : FOR_DISKS;
    findings
        .seen(groups.rights(group), group.value(), "what the identity may do", () -> {})
        .ifPresent(rights -> missing(rights, needed, group.value(), findings));
  }

  static void missing(Rights rights, List<String> needed, String where, Findings findings) {
    List<String> missing = rights.missing(needed);
    if (!missing.isEmpty()) {
      findings.forbid(Code.ACTION_MISSING, where, "missing: " + String.join(", ", missing));
    }
  }
}
