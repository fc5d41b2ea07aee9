package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Made;
import io.keyhold.domain.Progress;
import io.keyhold.domain.VirtualMachines;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link VirtualMachines} does. */
public abstract class VirtualMachinesContract {

  private static final Map<String, String> TAGS = Map.of("keyhold-restore", "restore-1");

  protected abstract VirtualMachines machines();

  /** A disk that no machine has, with an operating system of generation 2 on it. */
  protected abstract ArmId givenOsDisk();

  /** A network interface that no machine has. */
  protected abstract ArmId givenNic();

  /** An id of a machine that does not exist. */
  protected abstract ArmId newId();

  /** Lets the time pass that making or stopping a machine takes. */
  protected abstract void later();

  protected VirtualMachines.Wanted wanted(ArmId id) {
    return new VirtualMachines.Wanted(
        id,
        Samples.REGION,
        Optional.empty(),
        "Standard_D2s_v5",
        "Linux",
        Optional.empty(),
        givenNic(),
        List.of(new VirtualMachines.Attached(Lun.OS, givenOsDisk(), Optional.empty(), false)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        TAGS);
  }

  protected ArmId givenMachine() {
    ArmId id = newId();
    machines().create(wanted(id));
    later();
    return id;
  }

  @Test
  void aMachineThatIsNotThereHasNoState() {
    assertThat(machines().status(newId())).isEmpty();
  }

  @Test
  void aMachineRunsSomeTimeAfterItWasAskedForAndCarriesItsTags() {
    assertThat(machines().status(givenMachine()))
        .contains(
            new VirtualMachines.Status(new Made(Progress.READY, TAGS), false, Optional.empty()));
  }

  @Test
  void aMachineIsDeallocatedSomeTimeAfterThatWasAskedFor() {
    ArmId id = givenMachine();
    machines().deallocate(id);
    later();
    assertThat(machines().status(id).orElseThrow().deallocated()).isTrue();
  }

  @Test
  void askingForItAgainChangesNothingOfIt() {
    ArmId id = newId();
    VirtualMachines.Wanted wanted = wanted(id);
    machines().create(wanted);
    later();
    machines().deallocate(id);
    later();
    machines().create(wanted);
    later();
    assertThat(machines().status(id))
        .contains(
            new VirtualMachines.Status(new Made(Progress.READY, TAGS), true, Optional.empty()));
  }

  @Test
  void aDeletedMachineIsGoneWhenDeleteReturns() {
    ArmId id = givenMachine();
    machines().delete(id);
    assertThat(machines().status(id)).isEmpty();
  }

  @Test
  void deletingAMachineThatIsNotThereIsNoError() {
    ArmId id = newId();
    machines().delete(id);
    assertThat(machines().status(id)).isEmpty();
  }
}
