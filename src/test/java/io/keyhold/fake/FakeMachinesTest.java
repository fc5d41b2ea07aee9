package io.keyhold.fake;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Disk;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Machine;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Machines;
import io.keyhold.domain.contract.MachinesContract;
import io.keyhold.domain.contract.Samples;
import java.util.List;
import java.util.Map;
import java.util.Set;

class FakeMachinesTest extends MachinesContract {

  private final FakeMachines machines = new FakeMachines();
  private int names;

  @Override
  protected Machines machines() {
    return machines;
  }

  @Override
  protected ArmId givenMachine() {
    String name = "vm" + ++names;
    ArmId id = Samples.id("virtualMachines", name);
    MachineSummary summary =
        new MachineSummary(id, "id-of-" + name, Samples.REGION, Map.of("keyhold-policy", "daily"));
    machines.put(
        new Machine(
            summary,
            List.of(disk(name, Lun.OS), disk(name, Lun.data(1)), disk(name, Lun.data(10))),
            List.of(),
            Set.of()));
    return id;
  }

  private static Disk disk(String machine, Lun lun) {
    return Samples.disk(Samples.id("disks", machine + "-" + lun.suffix()), lun);
  }

  @Override
  protected void loseDisk(ArmId machine, ArmId disk) {
    machines.loseDisk(disk);
  }

  @Override
  protected ArmId noMachine() {
    return Samples.id("virtualMachines", "nobody");
  }
}
