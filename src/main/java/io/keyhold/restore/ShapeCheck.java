package io.keyhold.restore;

import io.keyhold.domain.Code;

/** A machine can be made of what the point recorded and the request says. */
final class ShapeCheck implements Check {

  @Override
  public void look(String restore, Blueprint plan, Findings findings) {
    if (!plan.whole()) {
      return;
    }
    String point = plan.point().id().value();
    if (plan.osDisk().isEmpty()) {
      findings.forbid(Code.NO_OS_DISK, point, "no OS disk is among the disks to restore");
    }
    MachineShape shape = MachineShape.of(plan);
    if (shape.size().isEmpty()) {
      findings.forbid(Code.MACHINE_NOT_RECORDED, point, "nothing says of which size it was");
    }
    if (shape.osType().isEmpty() && plan.osDisk().isPresent()) {
      findings.forbid(
          Code.MACHINE_NOT_RECORDED, point, "nothing says whether it runs Windows or Linux");
    }
    if (shape.model().isEmpty()) {
      findings.remark(
          Code.MACHINE_MODEL_MISSING,
          point,
          "the restored machine gets the platform's defaults for what was not recorded");
    }
  }
}
