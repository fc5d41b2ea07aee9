package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Code;
import io.keyhold.domain.Region;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.Subnets;
import java.util.List;

/** The machine can stand in the subnet, and the identity may put it there. */
final class SubnetCheck implements Check {

  private static final List<String> NEEDED =
      List.of("Microsoft.Network/virtualNetworks/subnets/join/action");

  private final Subnets subnets;
  private final ResourceGroups groups;

  SubnetCheck(Subnets subnets, ResourceGroups groups) {
    this.subnets = subnets;
    this.groups = groups;
  }

  @Override
  public void look(String restore, Blueprint plan, Findings findings) {
    if (plan.whole()) {
      plan.request().subnet().ifPresent(subnet -> look(subnet, plan, findings));
    }
  }

  private void look(ArmId id, Blueprint plan, Findings findings) {
    if (!id.subscription().equalsIgnoreCase(plan.subscription())) {
      doesNotFit(id, "it is in another subscription", findings);
      return;
    }
    boolean[] missing = {false};
    findings
        .seen(
            subnets.read(id),
            id.value(),
            "the subnet",
            () -> {
              missing[0] = true;
              findings.forbid(Code.SUBNET_MISSING, id.value(), "there is no such subnet");
            })
        .ifPresent(subnet -> fits(id, subnet, plan, findings));
    if (!missing[0]) {
      findings
          .seen(groups.rights(id), id.value(), "what the identity may do", () -> {})
          .ifPresent(rights -> TargetCheck.missing(rights, NEEDED, id.value(), findings));
    }
  }

  private static void fits(ArmId id, Subnets.Subnet subnet, Blueprint plan, Findings findings) {
    if (!Region.same(subnet.region(), plan.region())) {
      doesNotFit(
          id, "it is in " + subnet.region() + ", the disks are in " + plan.region(), findings);
    }
    subnet
        .delegatedTo()
        .ifPresent(service -> doesNotFit(id, "it is delegated to " + service, findings));
  }

  private static void doesNotFit(ArmId id, String why, Findings findings) {
    findings.forbid(Code.SUBNET_DOES_NOT_FIT, id.value(), why);
  }
}
