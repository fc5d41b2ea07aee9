package io.keyhold.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Lun;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.Problem;
import io.keyhold.domain.VirtualMachines;
import io.keyhold.fake.FakeWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A machine is made of the restored disks, as the recorded one was. */
class WholeMachineTest {

  @Test
  void disksInterfaceAndMachineAreMadeInThisOrderAndTheMachineIsStopped() {
    Twins twins = Twins.ofAZonalMachine();
    twins.world.disks.slow(2);
    twins.world.virtualMachines.slow(2);
    twins.accept("r1", twins.request("twin"));

    Restore restore = twins.run("r1");

    assertThat(restore.state()).isEqualTo(Restore.State.SUCCEEDED);
    assertThat(restore.steps())
        .extracting(Restore.Step::what)
        .containsExactly(
            "accepted",
            "started",
            "asked for the disk twin-os",
            "asked for the disk twin-lun3",
            "asked for the network interface twin-nic",
            "asked for the machine twin",
            "asked for the machine twin to be stopped",
            "everything is ready");
    VirtualMachines.Status status =
        twins.world.virtualMachines.status(Twins.machine("twin")).orElseThrow();
    assertThat(status.deallocated()).isTrue();
    assertThat(twins.useCases.restoreStore().open()).isEmpty();
  }

  @Test
  void theMachineIsAsTheRecordedOneWas() {
    Twins twins = Twins.ofAZonalMachine();
    twins.accept("r1", twins.request("twin"));
    twins.run("r1");

    VirtualMachines.Wanted made = twins.world.virtualMachines.created().get(0);
    assertThat(made.machine()).isEqualTo(Twins.machine("twin"));
    assertThat(made.region()).isEqualTo("westeurope");
    assertThat(made.zone()).contains("2");
    assertThat(made.size()).isEqualTo("Standard_D4s_v5");
    assertThat(made.osType()).isEqualTo("Linux");
    assertThat(made.diskController()).contains("SCSI");
    assertThat(made.licenseType()).contains("RHEL_BYOS");
    assertThat(made.plan()).contains(new MachineModel.Plan("p", "q", "r"));
    assertThat(made.nic()).isEqualTo(Twins.nic("twin-nic"));
    assertThat(made.security())
        .contains(
            new VirtualMachines.Security(
                Optional.of("TrustedLaunch"),
                Optional.of(new VirtualMachines.Firmware(true, true)),
                false));
    assertThat(made.disks())
        .containsExactly(
            new VirtualMachines.Attached(
                Lun.OS, Twins.disk("twin-os"), Optional.of("ReadWrite"), false),
            new VirtualMachines.Attached(
                Lun.data(3), Twins.disk("twin-lun3"), Optional.of("None"), true));
    assertThat(made.dualPass()).isEmpty();
  }

  @Test
  void theTwinHasTheRecordedTagsButIsNotBackedUpByItself() {
    Twins twins = Twins.ofAZonalMachine();
    twins.accept("r1", twins.request("twin"));
    twins.run("r1");

    assertThat(twins.world.virtualMachines.created().get(0).tags())
        .containsOnlyKeys("team", "keyhold-restore", "keyhold-point")
        .containsEntry("team", "web")
        .containsEntry("keyhold-restore", "r1")
        .containsEntry("keyhold-point", twins.point.value());
  }

  @Test
  void theDisksStandInTheZoneOfTheMachine() {
    Twins twins = Twins.ofAZonalMachine();
    twins.accept("r1", twins.request("twin"));
    twins.run("r1");

    assertThat(twins.world.disks.created())
        .allSatisfy(disk -> assertThat(disk.zone()).contains("2"));
  }

  @Test
  void theInterfaceStandsInTheSubnetThatWasNamed() {
    Twins twins = Twins.ofAZonalMachine();
    twins.accept("r1", twins.request("twin"));
    twins.run("r1");

    assertThat(twins.world.nics.created())
        .singleElement()
        .satisfies(
            nic -> {
              assertThat(nic.subnet()).isEqualTo(FakeWorld.SUBNET);
              assertThat(nic.region()).isEqualTo("westeurope");
            });
  }

  @Test
  void zoneAndSizeOfTheRequestComeBeforeTheRecordedOnes() {
    Twins twins = Twins.ofAZonalMachine();
    twins.accept(
        "r1",
        twins.request(
            "twin",
            List.of(),
            Twins.target(
                "twin", Optional.empty(), Optional.of("3"), Optional.of("Standard_E2s_v5"))));
    twins.run("r1");

    VirtualMachines.Wanted made = twins.world.virtualMachines.created().get(0);
    assertThat(made.zone()).contains("3");
    assertThat(made.size()).isEqualTo("Standard_E2s_v5");
  }

  @Test
  void referencesThatStoodOnTheMachinesModelStandThereAgain() {
    Twins twins = Twins.of(Twins.dualPass());
    twins.accept("r1", twins.request("twin"));
    twins.run("r1");

    VirtualMachines.DualPass dualPass =
        twins.world.virtualMachines.created().get(0).dualPass().orElseThrow();
    assertThat(dualPass.volume().secretUrl()).contains(FakeWorld.bek(1).written());
    assertThat(dualPass.volume().kekUrl()).contains(FakeWorld.kek(1).written());
    assertThat(dualPass.secretVault()).isEqualTo(FakeWorld.vault("kv-prod"));
    assertThat(dualPass.keyVault()).contains(FakeWorld.vault("kv-prod"));
  }

  @Test
  void aMachineThatAzureCannotMakeIsRemovedWithEverythingAndTheReasonIsSaid() {
    Twins twins = Twins.ofAZonalMachine();
    twins.world.virtualMachines.failing("ProvisioningState/failed/AllocationFailed: no room");
    twins.accept("r1", twins.request("twin"));

    Restore restore = twins.run("r1");

    assertThat(restore.state()).isEqualTo(Restore.State.FAILED);
    assertThat(restore.problem().map(Problem::code)).contains(Code.RESTORE_FAILED);
    assertThat(restore.problem().orElseThrow().detail()).contains("AllocationFailed: no room");
    twins.assertNothingIsLeft();
  }

  @Test
  void aQuotaThatRanOutMeanwhileFailsTheRestoreWithAzuresWords() {
    Twins twins = Twins.ofAZonalMachine();
    twins.accept("r1", twins.request("twin"));
    twins.world.virtualMachines.script().failNext(Code.CLOUD_REFUSED);

    Restore restore = twins.run("r1");

    assertThat(restore.state()).isEqualTo(Restore.State.FAILED);
    twins.assertNothingIsLeft();
  }

  @Test
  void aFailureThatWaitingMayMendIsNotedOnceAndTheRestoreGoesOn() {
    Twins twins = Twins.ofAZonalMachine();
    twins.accept("r1", twins.request("twin"));
    twins.world.disks.script().failAlways(Code.CLOUD_DENIED);
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> twins.run("r1")).isInstanceOf(CloudFailure.class);
    }
    assertThat(twins.find("r1").steps())
        .extracting(Restore.Step::what)
        .filteredOn(what -> what.startsWith("will be tried again: CloudDenied"))
        .hasSize(1);

    twins.world.disks.script().recover();

    assertThat(twins.run("r1").state()).isEqualTo(Restore.State.SUCCEEDED);
  }

  @Test
  void aPointOfAnEarlierReleaseNeedsASizeAndSaysWhatIsNotKnown() {
    Twins twins = Twins.of(MachineModel.none());
    assertThat(twins.problems(twins.request("twin"))).containsExactly(Code.MACHINE_NOT_RECORDED);

    RestoreRequest sized =
        twins.request(
            "twin",
            List.of(),
            Twins.target(
                "twin", Optional.empty(), Optional.empty(), Optional.of("Standard_D2s_v5")));
    assertThat(twins.problems(sized)).isEmpty();
    twins.accept("r1", sized);
    assertThat(twins.run("r1").state()).isEqualTo(Restore.State.SUCCEEDED);
    assertThat(twins.world.virtualMachines.created().get(0).osType()).isEqualTo("Linux");
  }

  @Test
  void whatCouldNotBeLookedAtStandsAmongTheSteps() {
    Twins twins = Twins.ofAZonalMachine();
    twins.world.capacity.silent(Code.CLOUD_DENIED);

    Restore accepted = twins.accept("r1", twins.request("twin"));

    assertThat(accepted.steps())
        .extracting(Restore.Step::what)
        .anyMatch(what -> what.contains("the quotas"))
        .anyMatch(what -> what.contains("the sizes of westeurope"));
  }

  @Test
  void aSlowRunnerStopsNoMachineThatIsSomebodysAlready() {
    Twins twins = Twins.ofAZonalMachine();
    twins.accept("r1", twins.request("twin"));
    twins.run("r1");
    twins.world.virtualMachines.put(
        Twins.machine("twin"),
        new VirtualMachines.Status(
            twins.world.virtualMachines.status(Twins.machine("twin")).orElseThrow().made(),
            false,
            Optional.empty()));

    twins.world.advance(Duration.ofHours(1));
    twins.useCases.restoreRunner().advance("r1");

    assertThat(
            twins.world.virtualMachines.status(Twins.machine("twin")).orElseThrow().deallocated())
        .isFalse();
  }
}
