package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Disk;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Machine;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Machines;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Machines} does. */
public abstract class MachinesContract {

  protected abstract Machines machines();

  /** A machine with an OS disk and data disks at 1 and 10 that carries the tag of a policy. */
  protected abstract ArmId givenMachine();

  /** The disk vanishes, and the machine goes on naming it. */
  protected abstract void loseDisk(ArmId machine, ArmId disk);

  protected abstract ArmId noMachine();

  @Test
  void aListShowsEveryMachineWithItsTags() {
    ArmId one = givenMachine();
    ArmId two = givenMachine();
    assertThat(machines().in(one.subscription()))
        .filteredOn(machine -> machine.id().equals(one) || machine.id().equals(two))
        .hasSize(2)
        .allSatisfy(
            machine -> assertThat(machine.tags()).isEqualTo(Map.of("keyhold-policy", "daily")));
  }

  @Test
  void aMachineIsFoundAsTheListShowsIt() {
    ArmId id = givenMachine();
    MachineSummary found = machines().find(id).orElseThrow();
    assertThat(machines().in(id.subscription())).contains(found);
    assertThat(found.id()).isEqualTo(id);
    assertThat(found.vmId()).isNotEmpty();
    assertThat(found.region()).isEqualTo(Samples.REGION);
  }

  @Test
  void aMachineIsReadWithItsDisksTheOsDiskFirst() {
    ArmId id = givenMachine();
    Machine machine = machines().read(id).orElseThrow();
    assertThat(machine.summary()).isEqualTo(machines().find(id).orElseThrow());
    assertThat(machine.disks())
        .extracting(Disk::lun)
        .containsExactly(Lun.OS, Lun.data(1), Lun.data(10));
    assertThat(machine.disks()).allSatisfy(disk -> assertThat(disk.uniqueId()).isNotEmpty());
    assertThat(machine.disks()).extracting(Disk::sizeBytes).containsOnly(1L << 30);
  }

  @Test
  void lettersOfTheIdDoNotMatter() {
    ArmId id = givenMachine();
    ArmId shouted = new ArmId(id.value().toUpperCase(Locale.ROOT));
    assertThat(machines().read(shouted).orElseThrow().id()).isEqualTo(id);
  }

  @Test
  void aMachineThatIsNotThereIsAnAnswer() {
    assertThat(machines().find(noMachine())).isEmpty();
    assertThat(machines().read(noMachine())).isEmpty();
  }

  @Test
  void aDiskThatVanishedIsSaidToBeGone() {
    ArmId id = givenMachine();
    ArmId disk = machines().read(id).orElseThrow().disks().getLast().id();
    loseDisk(id, disk);
    assertThatThrownBy(() -> machines().read(id))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> {
              assertThat(failure.problem().code()).isEqualTo(Code.DISK_GONE);
              assertThat(failure.problem().subject()).isEqualToIgnoringCase(disk.value());
            });
  }
}
