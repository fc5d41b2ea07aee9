package io.keyhold.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Code;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.Lock;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Made;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Progress;
import io.keyhold.domain.Quota;
import io.keyhold.domain.Sku;
import io.keyhold.domain.Subnets;
import io.keyhold.domain.Vaults;
import io.keyhold.domain.VirtualMachines;
import io.keyhold.fake.FakeWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the target lets a restore succeed is looked at before anything is made. */
class TargetPreflightTest {

  private static final GroupId TARGET = new GroupId(FakeWorld.SUBSCRIPTION, Twins.GROUP);
  private static final String SIZE = "Standard_D4s_v5";

  private final Twins twins = Twins.ofAZonalMachine();
  private final FakeWorld world = twins.world;

  private List<Code> problems() {
    return twins.problems(twins.request("twin"));
  }

  private String detail() {
    return twins.look(twins.request("twin")).problems().get(0).detail();
  }

  @Test
  void nothingIsInTheWay() {
    Preflight.Result result = twins.look(twins.request("twin"));
    assertThat(result.problems()).isEmpty();
    assertThat(result.remarks()).isEmpty();
    assertThat(result.machine())
        .contains(new Restore.MachineTarget(Twins.nic("twin-nic"), Twins.machine("twin")));
  }

  @Test
  void everythingIsFoundAtOnce() {
    world.groups.lock(new Lock("keep", Lock.Level.CAN_NOT_DELETE, TARGET.value()));
    world.groups.deny("Microsoft.Network/networkInterfaces/write");
    world.capacity.quota("cores", new Quota(350, 350));
    world.nics.put(Twins.nic("twin-nic"), new Made(Progress.READY, Map.of()));
    world.keys.disabled(FakeWorld.kek(1));
    world.vaults.put(new Vaults.Vault(FakeWorld.vault("kv-prod"), "westeurope", false));

    assertThat(problems())
        .containsExactlyInAnyOrder(
            Code.TARGET_DELETE_LOCKED,
            Code.ACTION_MISSING,
            Code.QUOTA_EXCEEDED,
            Code.NAME_TAKEN,
            Code.KEY_DISABLED,
            Code.VAULT_NOT_FOR_DISKS);
    assertThat(world.disks.created()).isEmpty();
  }

  @Test
  void aMissingGroupIsSaidOnce() {
    world.groups.remove(TARGET);
    assertThat(problems()).containsExactly(Code.TARGET_GROUP_MISSING);
  }

  @Test
  void aReadOnlyLockOfTheSubscriptionForbids() {
    world.groups.lock(
        new Lock("audit", Lock.Level.READ_ONLY, "/subscriptions/" + FakeWorld.SUBSCRIPTION));
    assertThat(problems()).containsExactly(Code.TARGET_READ_ONLY);
    assertThat(detail()).contains("audit");
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft.Compute/disks/delete",
    "Microsoft.Compute/virtualMachines/write",
    "Microsoft.Compute/virtualMachines/deallocate/action",
    "Microsoft.Network/networkInterfaces/join/action",
    "Microsoft.Network/virtualNetworks/subnets/join/action"
  })
  void theMissingActionIsNamed(String action) {
    world.groups.deny(action);
    assertThat(problems()).containsExactly(Code.ACTION_MISSING);
    assertThat(detail()).isEqualTo("missing: " + action);
  }

  @ParameterizedTest
  @CsvSource({"cores", "testFamily", "virtualMachines", "PremiumDiskCount"})
  void aFullQuotaForbidsAndIsNamed(String quota) {
    world.capacity.quota(quota, new Quota(9, 10));
    if (quota.equals("virtualMachines")) {
      world.capacity.quota(quota, new Quota(10, 10));
    }
    assertThat(problems()).containsExactly(Code.QUOTA_EXCEEDED);
    assertThat(detail()).startsWith(quota);
  }

  @Test
  void aQuotaThatIsJustEnoughIsEnough() {
    world.capacity.quota("cores", new Quota(348, 350));
    world.capacity.quota("PremiumDiskCount", new Quota(8, 10));
    assertThat(problems()).isEmpty();
  }

  @Test
  void aSizeThatTheRegionDoesNotHaveOrNotForUsForbids() {
    world.capacity.remove(SIZE);
    assertThat(problems()).containsExactly(Code.SIZE_NOT_AVAILABLE);
  }

  @Test
  void aRestrictedSizeForbids() {
    world.capacity.put(size(List.of("1", "2", "3"), true, List.of(), Map.of()));
    assertThat(problems()).containsExactly(Code.SIZE_NOT_AVAILABLE);
  }

  @Test
  void aZoneWithoutTheSizeForbids() {
    world.capacity.put(size(List.of("1", "3"), false, List.of(), Map.of()));
    assertThat(problems()).containsExactly(Code.ZONE_NOT_AVAILABLE);
    world.capacity.put(size(List.of("1", "2", "3"), false, List.of("2"), Map.of()));
    assertThat(problems()).containsExactly(Code.ZONE_NOT_AVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "HyperVGenerations, V1, generation V2",
    "TrustedLaunchDisabled, True, Trusted Launch",
    "PremiumIO, False, premium disks",
    "MaxDataDiskCount, 0, 'data disks, only 0'",
    "DiskControllerTypes, NVMe, controller SCSI"
  })
  void aSizeThatCannotHaveWhatTheMachineHadForbids(String name, String value, String said) {
    world.capacity.put(size(List.of("2"), false, List.of(), Map.of(name, value)));
    assertThat(problems()).containsExactly(Code.SIZE_DOES_NOT_FIT);
    assertThat(detail()).contains(said);
  }

  private static Sku size(
      List<String> zones,
      boolean restricted,
      List<String> restrictedZones,
      Map<String, String> capabilities) {
    return new Sku(
        SIZE, Optional.of("testFamily"), zones, restricted, restrictedZones, capabilities);
  }

  @Test
  void aMissingSubnetIsSaid() {
    RestoreRequest request =
        twins.request(
            "twin",
            List.of(),
            new RestoreRequest.Target(
                Optional.empty(),
                Twins.GROUP,
                "twin",
                Optional.of(FakeWorld.SUBNET.value() + "none"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(twins.problems(request)).containsExactly(Code.SUBNET_MISSING);
  }

  @Test
  void aSubnetOfAnotherRegionOrOfAServiceForbids() {
    world.subnets.put(
        FakeWorld.SUBNET, new Subnets.Subnet("eastus", Optional.of("Microsoft.Web/serverFarms")));
    assertThat(problems()).containsExactly(Code.SUBNET_DOES_NOT_FIT, Code.SUBNET_DOES_NOT_FIT);
  }

  @Test
  void aSubnetAndAVaultWhoseRegionIsWrittenOutAreInThatRegion() {
    world.subnets.put(FakeWorld.SUBNET, new Subnets.Subnet("West Europe", Optional.empty()));
    world.vaults.put(new Vaults.Vault(FakeWorld.vault("kv-prod"), "West Europe", true));
    assertThat(problems()).isEmpty();
  }

  @Test
  void aMachineNeedsItsOsDisk() {
    RestoreRequest request = twins.request("twin", List.of(Lun.data(3)), Twins.target("twin"));
    assertThat(twins.problems(request)).containsExactly(Code.NO_OS_DISK);
  }

  @Test
  void aVaultOfAnotherRegionForbidsAMachineAndTheRemedyIsTheUnlockPlan() {
    world.vaults.put(new Vaults.Vault(FakeWorld.vault("kv-prod"), "eastus", true));
    List<Problem> problems = twins.look(twins.request("twin")).problems();
    assertThat(problems).extracting(Problem::code).containsExactly(Code.VAULT_ELSEWHERE);
    assertThat(problems.get(0).remedy()).contains("unlock plan");
  }

  @Test
  void aVaultThatIsNotSeenIsRemarkedAndNotTakenForMissing() {
    world.vaults.remove(FakeWorld.SUBSCRIPTION, "kv-prod");
    Preflight.Result result = twins.look(twins.request("twin"));
    assertThat(result.problems()).isEmpty();
    assertThat(result.remarks()).extracting(Problem::code).containsExactly(Code.NOT_LOOKED_AT);
  }

  @Test
  void whereTheMachineHasToNameTheVaultANotSeenOneForbids() {
    Twins dual = Twins.of(Twins.dualPass());
    dual.world.vaults.remove(FakeWorld.SUBSCRIPTION, "kv-prod");
    assertThat(dual.problems(dual.request("twin"))).containsExactly(Code.VAULT_ELSEWHERE);
  }

  @Test
  void whatCannotBeLookedAtIsRemarkedAndForbidsNothing() {
    world.groups.silent(Code.CLOUD_DENIED);
    world.capacity.silent(Code.CLOUD_TIMEOUT);
    world.subnets.silent(Code.CLOUD_DENIED);
    world.vaults.silent(Code.CLOUD_DENIED);

    Preflight.Result result = twins.look(twins.request("twin"));

    assertThat(result.problems()).isEmpty();
    assertThat(result.remarks())
        .extracting(Problem::detail)
        .satisfiesExactlyInAnyOrder(
            said -> assertThat(said).startsWith("whether the resource group exists"),
            said -> assertThat(said).startsWith("the locks"),
            said -> assertThat(said).startsWith("what the identity may do"),
            said -> assertThat(said).startsWith("the subnet"),
            said -> assertThat(said).startsWith("what the identity may do"),
            said -> assertThat(said).startsWith("the vault"),
            said -> assertThat(said).startsWith("the sizes of westeurope"),
            said -> assertThat(said).startsWith("the zones of westeurope"),
            said -> assertThat(said).startsWith("the quotas"));
  }

  @Test
  void aMachineOrInterfaceOfThisNameForbids() {
    Made foreign = new Made(Progress.READY, Map.of());
    world.nics.put(Twins.nic("twin-nic"), foreign);
    world.virtualMachines.put(
        Twins.machine("twin"), new VirtualMachines.Status(foreign, false, Optional.empty()));
    assertThat(problems()).containsExactly(Code.NAME_TAKEN, Code.NAME_TAKEN);
  }

  @Test
  void aZoneThatTheDisksAreNotInForbidsARestoreOfDisksToo() {
    world.capacity.put(
        new Sku("Premium_LRS", Optional.empty(), List.of("1"), false, List.of(), Map.of()));
    RestoreRequest request =
        new RestoreRequest(
            twins.point,
            RestoreRequest.Mode.DISKS,
            List.of(),
            Twins.target("twin", Optional.empty(), Optional.of("3"), Optional.empty()));
    assertThat(twins.problems(request)).containsExactly(Code.ZONE_NOT_AVAILABLE);
  }

  @Test
  void whatOnlyMachinesNeedForbidsNoDisks() {
    world.groups.deny("Microsoft.Compute/virtualMachines/write");
    world.capacity.remove(SIZE);
    world.capacity.quota("cores", new Quota(350, 350));
    world.vaults.put(new Vaults.Vault(FakeWorld.vault("kv-prod"), "eastus", true));
    assertThat(
            twins.problems(
                new RestoreRequest(
                    twins.point, RestoreRequest.Mode.DISKS, List.of(), Twins.target("twin"))))
        .isEmpty();
  }
}
