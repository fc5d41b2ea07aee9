package io.keyhold.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Progress;
import io.keyhold.domain.VirtualMachines;
import io.keyhold.domain.contract.Samples;
import io.keyhold.domain.contract.VirtualMachinesContract;
import org.junit.jupiter.api.Test;

class FakeVirtualMachinesTest extends VirtualMachinesContract {

  private final FakeVirtualMachines machines = new FakeVirtualMachines();
  private int names;

  @Override
  protected VirtualMachines machines() {
    return machines;
  }

  @Override
  protected ArmId givenOsDisk() {
    return Samples.id("disks", "os" + ++names);
  }

  @Override
  protected ArmId givenNic() {
    return ArmId.network(Samples.SUBSCRIPTION, "app", "networkInterfaces", "nic" + ++names);
  }

  @Override
  protected ArmId newId() {
    return Samples.id("virtualMachines", "vm" + ++names);
  }

  @Override
  protected void later() {
    // A machine is ready at once unless the test says otherwise.
  }

  @Test
  void aSlowMachineIsBeingMadeForAsManyLooks() {
    machines.slow(1);
    ArmId id = newId();
    machines.create(wanted(id));
    assertThat(machines.status(id).orElseThrow().made().progress()).isEqualTo(Progress.CREATING);
    assertThat(machines.status(id).orElseThrow().made().progress()).isEqualTo(Progress.READY);
  }
}
