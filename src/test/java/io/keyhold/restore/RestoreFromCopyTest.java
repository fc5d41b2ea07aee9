package io.keyhold.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.Code;
import io.keyhold.domain.Disk;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import io.keyhold.domain.SetReading;
import io.keyhold.domain.Snapshots.CopyState;
import io.keyhold.domain.Snapshots.Snapshot;
import io.keyhold.domain.Verdict;
import io.keyhold.fake.FakeWorld;
import io.keyhold.fake.Rounds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In another region than the machine's, a restore is made of the copies there. */
class RestoreFromCopyTest {

  private static final String REGION = "northeurope";
  private static final ArmId NORTH = set("north");
  private static final ArmId WEST = set("west");
  private static final ArmId OTHER = set("other");

  private final FakeWorld world = new FakeWorld();
  private final Rounds rounds = new Rounds(world);
  private PointId point;

  private static ArmId set(String name) {
    return ArmId.compute(FakeWorld.SUBSCRIPTION, "keys", "diskEncryptionSets", name);
  }

  @BeforeEach
  void copyAMachineUnderASet() {
    world.copyTo(new Policy.CopyTarget(REGION, "keyhold-copies", Optional.of(NORTH), false));
    for (int key = 7; key <= 9; key++) {
      world.keys.available(FakeWorld.kek(key));
    }
    world.sets.healthyIn(REGION, NORTH, FakeWorld.kek(9));
    world.sets.healthyIn("westeurope", WEST, FakeWorld.kek(8));
    world.machine("a", zonal(FakeWorld.underSet("a-os", WEST)));
    rounds.tick("backup-1");
    point = world.catalogue.ofMachine("vm-a").getLast();
  }

  private static Disk zonal(Disk disk) {
    Disk.DiskTraits traits = disk.traits();
    return new Disk(
        disk.id(),
        disk.uniqueId(),
        disk.lun(),
        disk.sizeBytes(),
        new Disk.DiskTraits(
            traits.region(),
            traits.sku(),
            traits.osType(),
            traits.generation(),
            traits.securityType(),
            Optional.of("3")),
        disk.atRest(),
        disk.volumes(),
        disk.tags());
  }

  private void copy() {
    rounds.copies("copies-1");
    world.snapshots.all().stream()
        .filter(one -> one.copy() instanceof CopyState.Running)
        .map(Snapshot::id)
        .forEach(copy -> world.snapshots.copyIs(copy, new CopyState.Done()));
    rounds.copies("copies-2");
  }

  private RestoreRequest request(String region, Optional<ArmId> set) {
    return new RestoreRequest(
        point,
        RestoreRequest.Mode.DISKS,
        List.of(),
        new RestoreRequest.Target(
            Optional.of(region),
            "restored",
            "back",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            set));
  }

  private List<Code> problems(RestoreRequest request) {
    return world.useCases().restores().validate("r1", request).problems().stream()
        .map(Problem::code)
        .toList();
  }

  private Disks.Wanted restored(RestoreRequest request) {
    assertThat(world.useCases().restores().accept("r1", request, FakeWorld.SOMEBODY))
        .isInstanceOf(RestoreDesk.Acceptance.Accepted.class);
    world.useCases().restoreRunner().run("r1");
    return world.disks.created().getFirst();
  }

  @Test
  void beforeTheCopyIsWholeThereIsNothingThere() {
    assertThat(problems(request(REGION, Optional.empty()))).containsExactly(Code.NO_COPY_IN_REGION);
    rounds.copies("copies-1");
    assertThat(problems(request(REGION, Optional.empty()))).containsExactly(Code.NO_COPY_IN_REGION);
  }

  @Test
  void theDiskIsMadeOfTheCopyUnderTheCopysSetAndInNoZoneOfTheOtherRegion() {
    copy();

    Disks.Wanted disk = restored(request(REGION, Optional.empty()));

    assertThat(disk.snapshot().resourceGroup()).isEqualTo("keyhold-copies");
    assertThat(disk.region()).isEqualTo(REGION);
    assertThat(disk.diskEncryptionSet()).contains(NORTH);
    assertThat(disk.zone()).isEmpty();
  }

  @Test
  void atHomeTheSnapshotIsTakenAsBefore() {
    copy();

    Disks.Wanted disk = restored(request("westeurope", Optional.empty()));

    assertThat(disk.snapshot().resourceGroup()).isEqualTo("keyhold-snapshots");
    assertThat(disk.diskEncryptionSet()).contains(WEST);
    assertThat(disk.zone()).contains("3");
  }

  @Test
  void theKeysOfTheCopyCountAndNotThoseOfTheSource() {
    copy();
    world.keys.disabled(FakeWorld.kek(8));

    Preflight.Result result =
        world.useCases().restores().validate("r1", request(REGION, Optional.empty()));

    assertThat(result.allowed()).isTrue();
    assertThat(result.keys()).extracting(Verdict::key).containsExactly(FakeWorld.kek(9).object());
    world.keys.disabled(FakeWorld.kek(9));
    assertThat(problems(request(REGION, Optional.empty()))).containsExactly(Code.KEY_DISABLED);
  }

  @Test
  void aRegionWithoutCopiesHasNone() {
    copy();
    assertThat(problems(request("eastus", Optional.empty())))
        .containsExactly(Code.NO_COPY_IN_REGION);
  }

  @Test
  void aCopyThatWasDeletedOrReplacedIsGone() {
    copy();
    ArmId copy = world.snapshots.copied().getFirst().copy();
    world.snapshots.remove(copy);
    assertThat(problems(request(REGION, Optional.empty()))).containsExactly(Code.SNAPSHOT_GONE);
  }

  @Test
  void aSetOfAnotherRegionForbids() {
    assertThat(problems(request("westeurope", Optional.of(NORTH))))
        .containsExactly(Code.SET_ELSEWHERE);
  }

  @Test
  void aSetThatMayNotBeReadForbidsForAzureWouldRefuseIt() {
    world.sets.put(
        OTHER,
        new SetReading.NoAnswer(
            new Problem(Code.SET_UNREADABLE, OTHER.value(), "not yours to read")));
    assertThat(problems(request("westeurope", Optional.of(OTHER))))
        .containsExactly(Code.ACTION_MISSING);
  }

  @Test
  void aSetThatIsNotThereIsSaidOnce() {
    assertThat(problems(request("westeurope", Optional.of(OTHER))))
        .containsExactly(Code.SET_MISSING);
  }

  @Test
  void ofASetThatWasNamedTheSetItselfSaysHowItEncrypts() {
    world.sets.put(
        OTHER,
        new SetReading.Found(
            true, Optional.of(FakeWorld.kek(7)), List.of(), Optional.empty(), "westeurope", true));

    Disks.Wanted disk = restored(request("westeurope", Optional.of(OTHER)));

    assertThat(disk.diskEncryptionSet()).contains(OTHER);
    assertThat(disk.doubled()).isTrue();
  }

  @Test
  void aDiskUnderThePlatformsKeyStaysThere() {
    world.machine(
        "b", FakeWorld.disk("b-os", Lun.OS, new AtRest.PlatformKey(), List.of(), Map.of()));
    rounds.tick("backup-2");
    point = world.catalogue.ofMachine("vm-b").getLast();

    assertThat(restored(request("westeurope", Optional.empty())).diskEncryptionSet()).isEmpty();
  }
}
