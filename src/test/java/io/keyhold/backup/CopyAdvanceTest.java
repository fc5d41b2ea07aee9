package io.keyhold.backup;

import static io.keyhold.fake.Rounds.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Action;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.CopyRecord;
import io.keyhold.domain.Disk;
import io.keyhold.domain.Event;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Snapshots.CopyState;
import io.keyhold.domain.Snapshots.Snapshot;
import io.keyhold.domain.Snapshots.WantedCopy;
import io.keyhold.fake.FakeWorld;
import io.keyhold.fake.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What copy-advance does with points whose policy asks for a copy. */
class CopyAdvanceTest {

  private static final String REGION = "northeurope";
  private static final ArmId TARGET_SET =
      ArmId.compute(FakeWorld.SUBSCRIPTION, "keys", "diskEncryptionSets", "des-north");
  private static final ArmId SOURCE_SET =
      ArmId.compute(FakeWorld.SUBSCRIPTION, "keys", "diskEncryptionSets", "des-west");

  private final FakeWorld world = new FakeWorld();
  private final Rounds rounds = new Rounds(world);
  private int runs;

  CopyAdvanceTest() {
    world.copyTo(target(Optional.of(TARGET_SET), false));
    world.keys.available(FakeWorld.bek(1));
    world.keys.available(FakeWorld.kek(8));
    world.keys.available(FakeWorld.kek(9));
    world.sets.healthyIn(REGION, TARGET_SET, FakeWorld.kek(9));
    world.sets.healthyIn("westeurope", SOURCE_SET, FakeWorld.kek(8));
  }

  private static Policy.CopyTarget target(Optional<ArmId> set, boolean allowPlatformKey) {
    return new Policy.CopyTarget(REGION, "keyhold-copies", set, allowPlatformKey);
  }

  private static Disk ade(String name) {
    return FakeWorld.ade(name + "-os", Lun.OS, FakeWorld.bek(1), Optional.empty());
  }

  /** A machine with an encrypted disk, backed up and not yet copied. */
  private PointId taken(String name) {
    world.machine(name, ade(name));
    return newest(name);
  }

  private PointId newest(String name) {
    rounds.tick("backup-" + ++runs);
    return world.catalogue.ofMachine("vm-" + name).getLast();
  }

  private CopyReport copies() {
    return rounds.copies("copies-" + ++runs);
  }

  private RecoveryPoint point(PointId id) {
    return rounds.point(id);
  }

  private List<Code> causes(PointId id) {
    return point(id).causes().stream().map(Problem::code).toList();
  }

  private ArmId copy(PointId id) {
    return point(id).copyPlans().getFirst().copy();
  }

  private void whole(ArmId copy) {
    world.snapshots.copyIs(copy, new CopyState.Done());
  }

  private void everythingWhole() {
    world.snapshots.all().stream()
        .filter(one -> one.copy() instanceof CopyState.Running)
        .map(Snapshot::id)
        .forEach(this::whole);
  }

  @Test
  void aPointIsCopiedToTheTargetAndCompleteWhenEveryCopyIsWhole() {
    world.machine(
        "a",
        ade("a"),
        FakeWorld.disk(
            "a-data", Lun.data(3), new AtRest.CustomerKey(SOURCE_SET, false), List.of(), Map.of()));
    PointId id = newest("a");
    assertThat(point(id).state()).isEqualTo(PointState.TAKEN);

    CopyReport first = copies();

    assertThat(first.problems()).isEmpty();
    assertThat(first.running()).isEqualTo(1);
    assertThat(point(id).state()).isEqualTo(PointState.COPYING);
    assertThat(world.snapshots.copied()).hasSize(2);
    WantedCopy asked = world.snapshots.copied().getFirst();
    assertThat(asked.copy().name()).isEqualTo("kh-" + id + "-os");
    assertThat(asked.copy().resourceGroup()).isEqualTo("keyhold-copies");
    assertThat(asked.source()).isEqualTo(point(id).snapshots().getFirst().snapshot());
    assertThat(asked.region()).isEqualTo(REGION);
    assertThat(asked.diskEncryptionSet()).contains(TARGET_SET);
    assertThat(asked.networkAccess()).isEqualTo(Policy.NetworkAccess.DENY_ALL);
    assertThat(asked.tags()).containsEntry("keyhold-point", id.value());

    whole(copy(id));
    assertThat(copies().running()).isEqualTo(1);
    assertThat(point(id).state()).isEqualTo(PointState.COPYING);
    everythingWhole();
    assertThat(copies().complete()).isEqualTo(1);

    assertThat(words(point(id))).containsExactly("gated", "taken", "copyGated", "completed");
    assertThat(point(id).copies())
        .extracting(CopyRecord::copy)
        .containsExactlyElementsOf(
            world.snapshots.copied().stream().map(WantedCopy::copy).toList());
    assertThat(point(id).copies())
        .extracting(CopyRecord::atRest)
        .containsOnly(new AtRest.CustomerKey(TARGET_SET, false));
    int calls = world.snapshots.script().calls().size();
    assertThat(copies().lines()).isEmpty();
    assertThat(world.snapshots.script().calls()).hasSize(calls);
  }

  @Test
  void theGateOfTheCopiesLooksAtThePointsKeysAndAtTheTargetsSetAndKey() {
    world.machine("a", FakeWorld.underSet("a-os", SOURCE_SET));
    PointId id = newest("a");
    copies();

    Change.CopyGated gate = (Change.CopyGated) point(id).events().getLast().change();
    assertThat(gate.verdicts())
        .extracting(verdict -> verdict.key() + "/" + verdict.version().orElse(""))
        .containsExactly(FakeWorld.kek(8).url(), FakeWorld.kek(9).url());
    assertThat(gate.copies()).isEqualTo(point(id).copyPlans());
  }

  @Test
  void aKeyThatWasDisabledSinceTheBackupStopsTheCopyUntilTheGraceIsOverThenItIsPassedOver() {
    PointId id = taken("a");
    PointId other = taken2("b");
    world.keys.disabled(FakeWorld.bek(1));

    for (int minute = 0; minute < 119; minute++) {
      copies();
      world.advance(Duration.ofMinutes(1));
    }
    assertThat(words(point(id))).containsExactly("gated", "taken", "copyGated");
    assertThat(point(id).state()).isEqualTo(PointState.TAKEN);
    assertThat(causes(id)).containsExactly(Code.SECRET_DISABLED);
    assertThat(point(other).state()).as("holds up no other").isEqualTo(PointState.COPYING);
    world.advance(Duration.ofMinutes(1));

    CopyReport report = copies();

    assertThat(report.notCopied()).isEqualTo(1);
    assertThat(words(point(id))).containsExactly("gated", "taken", "copyGated", "notCopied");
    assertThat(point(id).passedOver()).isTrue();
    assertThat(causes(id)).containsExactly(Code.SECRET_DISABLED);
    world.keys.available(FakeWorld.bek(1));
    copies();
    assertThat(point(id).state()).isEqualTo(PointState.TAKEN);
    assertThat(world.snapshots.copied()).noneMatch(asked -> asked.tags().containsValue(id.value()));
  }

  /** A machine without keys of its own. */
  private PointId taken2(String name) {
    world.machine(name, FakeWorld.plain(name + "-os"));
    return newest(name);
  }

  @Test
  void aKeyThatComesBackWithinTheGraceLetsTheCopyLeave() {
    PointId id = taken("a");
    world.keys.silent(FakeWorld.bek(1), Code.VAULT_FIREWALL);
    copies();
    world.advance(Duration.ofMinutes(90));
    copies();
    assertThat(words(point(id))).containsExactly("gated", "taken", "copyGated");
    world.keys.available(FakeWorld.bek(1));
    copies();
    assertThat(point(id).state()).isEqualTo(PointState.COPYING);
  }

  @Test
  void theGraceEndsWhenTheNextSlotBegins() {
    world.advance(Duration.ofHours(23)); // 01:10
    PointId id = taken("a");
    world.sets.put(TARGET_SET, new io.keyhold.domain.SetReading.Absent());
    copies();
    world.advance(Duration.ofMinutes(49));
    copies();
    assertThat(point(id).passedOver()).isFalse();
    world.advance(Duration.ofMinutes(1));
    copies();
    assertThat(point(id).passedOver()).isTrue();
    assertThat(causes(id)).containsExactly(Code.SET_MISSING);
  }

  @Test
  void anotherReasonIsRecordedAndNothingElseHoweverManyTicksLook() {
    PointId id = taken("a");
    world.keys.silent(FakeWorld.bek(1), Code.VAULT_FIREWALL);
    copies();
    world.keys.disabled(FakeWorld.bek(1));
    copies();
    copies();
    world.keys.silent(FakeWorld.bek(1), Code.VAULT_FIREWALL);
    copies();
    assertThat(words(point(id))).containsExactly("gated", "taken", "copyGated", "copyGated");
    assertThat(((Change.CopyGated) point(id).events().getLast().change()).decision().action())
        .isEqualTo(Action.REFUSE);
  }

  @Test
  void copiesOfADiskAreMadeOneAtATimeInTheOrderOfTheirSnapshots() {
    PointId first = taken("a");
    world.advance(Duration.ofDays(1));
    PointId second = newest("a");
    world.advance(Duration.ofDays(1));
    PointId third = newest("a");

    copies();
    assertThat(List.of(state(first), state(second), state(third)))
        .containsExactly(PointState.COPYING, PointState.TAKEN, PointState.TAKEN);
    whole(copy(first));
    copies();
    copies();
    assertThat(List.of(state(first), state(second), state(third)))
        .containsExactly(PointState.COMPLETE, PointState.COPYING, PointState.TAKEN);
    whole(copy(second));
    copies();
    copies();
    assertThat(state(third)).isEqualTo(PointState.COPYING);
  }

  private PointState state(PointId id) {
    return point(id).state();
  }

  @Test
  void anOlderSnapshotIsNeverCopiedAfterANewerOne() {
    world.rules(Rounds.holdingRules());
    world.keys.disabled(FakeWorld.bek(1));
    PointId held = taken("a");
    assertThat(state(held)).isEqualTo(PointState.HELD);
    world.advance(Duration.ofHours(12));
    world.machine(
        "a", FakeWorld.disk("a-os", Lun.OS, new AtRest.PlatformKey(), List.of(), Map.of()));
    world.advance(Duration.ofHours(12));
    PointId newer = newest("a");
    copies();
    everythingWhole();
    copies();
    assertThat(state(newer)).isEqualTo(PointState.COMPLETE);
    world.keys.available(FakeWorld.bek(1));
    rounds.tick("promoting");
    assertThat(state(held)).isEqualTo(PointState.TAKEN);

    copies();

    assertThat(point(held).passedOver()).isTrue();
    assertThat(causes(held)).containsExactly(Code.COPY_OVERTAKEN);
  }

  @Test
  void atMostAHundredCopiesRunAtOnceAndTheRestFollows() {
    for (int machine = 0; machine < 130; machine++) {
      world.machine("m" + machine, FakeWorld.plain("m" + machine + "-os"));
    }
    rounds.tick("backup");
    CopyReport report = copies();
    assertThat(world.snapshots.copied()).hasSize(100);
    assertThat(report.waiting()).isEqualTo(30);
    copies();
    assertThat(world.snapshots.copied()).hasSize(100);
    world.snapshots.copied().subList(0, 10).forEach(asked -> whole(asked.copy()));
    copies();
    assertThat(world.snapshots.copied()).hasSize(110);
    for (int tick = 0; tick < 5; tick++) {
      everythingWhole();
      copies();
    }
    assertThat(world.snapshots.copied()).hasSize(130);
    assertThat(world.catalogue.withState(PointState.COMPLETE)).hasSize(130);
  }

  @Test
  void aNewProcessGoesOnWithWhatIsRecorded() {
    PointId id = taken("a");
    copies();
    Rounds restarted = new Rounds(world);
    everythingWhole();
    restarted.copies("after");
    assertThat(state(id)).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void aTickThatDiesAnywhereIsFinishedByTheNextOnes() {
    for (int calls = 0; calls < 30; calls++) {
      for (int what = 0; what < 3; what++) {
        CopyAdvanceTest life = new CopyAdvanceTest();
        life.dies(calls, what);
      }
    }
  }

  private void dies(int calls, int what) {
    world.machine(
        "a",
        ade("a"),
        FakeWorld.disk("a-data", Lun.data(0), new AtRest.PlatformKey(), List.of(), Map.of()));
    PointId id = newest("a");
    var script =
        List.of(world.catalogue.script(), world.snapshots.script(), world.leases.script())
            .get(what);
    script.dieAfter(calls);
    try {
      copies();
      copies();
    } catch (io.keyhold.domain.CloudFailure died) {
      assertThat(died.problem().code()).isEqualTo(Code.CLOUD_TIMEOUT);
    }
    script.recover();
    world.advance(Duration.ofMinutes(2));
    for (int tick = 0; tick < 3; tick++) {
      new Rounds(world).copies("again-" + tick);
      everythingWhole();
    }
    assertThat(state(id)).as("after %d calls", calls).isEqualTo(PointState.COMPLETE);
    assertThat(world.snapshots.copied()).hasSize(2);
    gatesAreFresh(id);
  }

  /** No copy is recorded without a positive gate before it. */
  private void gatesAreFresh(PointId id) {
    assertThat(words(point(id))).startsWith("gated", "taken", "copyGated").endsWith("completed");
  }

  @Test
  void twoTicksAtOnceHaveOneEffect() {
    PointId id = taken("a");
    world.catalogue.beforeNextAppend(
        () -> assertThat(new Rounds(world).copies("other").elsewhere()).isTrue());
    copies();
    assertThat(words(point(id))).containsExactly("gated", "taken", "copyGated");
    assertThat(world.snapshots.copied()).hasSize(1);
  }

  @Test
  void aTickThatLosesItsLeaseStopsAndTheOtherGoesOn() {
    PointId id = taken("a");
    world.waiting.meanwhile(() -> {});
    world.catalogue.beforeNextAppend(
        () -> {
          world.advance(Duration.ofSeconds(70));
          new Rounds(world).copies("other");
        });
    CopyReport report = copies();
    assertThat(report.elsewhere()).isFalse();
    assertThat(words(point(id))).containsExactly("gated", "taken", "copyGated");
    assertThat(point(id).events().getLast().run()).isEqualTo("other");
    assertThat(world.snapshots.copied()).hasSize(1);

    PointId second = taken("b");
    world.catalogue.beforeNextAppend(
        () -> {
          world.advance(Duration.ofSeconds(70));
          world.leases.steal(CopyAdvance.LEASE);
        });
    assertThat(copies().elsewhere()).isTrue();
    assertThat(world.snapshots.copied()).hasSize(1);
    world.advance(Duration.ofSeconds(70));
    copies();
    assertThat(world.snapshots.copied()).hasSize(2);
    assertThat(state(second)).isEqualTo(PointState.COPYING);
  }

  @Test
  void aGateThatIsTooOldIsRenewedBeforeTheNextCopyLeaves() {
    world.machine(
        "a",
        ade("a"),
        FakeWorld.disk("a-data", Lun.data(0), new AtRest.PlatformKey(), List.of(), Map.of()));
    PointId id = newest("a");
    world.snapshots.script().failNext(Code.CLOUD_THROTTLED); // the first look at the sources
    copies();
    assertThat(words(point(id))).containsExactly("gated", "taken");
    failStarts(Code.CLOUD_THROTTLED);
    copies();
    assertThat(state(id)).isEqualTo(PointState.COPYING);
    world.advance(Duration.ofMinutes(9));
    world.keys.disabled(FakeWorld.bek(1));
    copies();
    assertThat(words(point(id))).containsExactly("gated", "taken", "copyGated", "copyGated");
    assertThat(world.snapshots.copied()).isEmpty();
    assertThat(state(id)).isEqualTo(PointState.COPYING);
    world.keys.available(FakeWorld.bek(1));
    copies();
    assertThat(world.snapshots.copied()).hasSize(2);
    for (Event event : point(id).events()) {
      assertThat(event.at()).isBeforeOrEqualTo(world.clock.instant());
    }
  }

  /** The next request for a copy fails. */
  private void failStarts(Code code) {
    world.snapshots.failNextCopy(code);
  }

  @Test
  void copiesThatCannotBeStartedAreTriedUntilTheGraceIsOverAndInThreeAttempts() {
    PointId id = taken("a");
    int attempts = 0;
    for (int minute = 0; minute < 60 * 8 && !point(id).passedOver(); minute++) {
      failStarts(Code.CLOUD_DENIED);
      if (copies().notCopied() > 0) {
        attempts++;
      }
      world.advance(Duration.ofMinutes(1));
    }
    assertThat(attempts).isEqualTo(CopyAttempt.ATTEMPTS);
    assertThat(causes(id)).containsExactly(Code.CLOUD_DENIED, Code.COPY_NOT_STARTED);
    assertThat(point(id).events().size()).isLessThan(60);
  }

  @Test
  void aFailedCopyIsTriedAgainWhenTheSweepHasDeletedWhatWasLeft() {
    PointId id = taken("a");
    copies();
    world.snapshots.copyIs(copy(id), new CopyState.Failed("InternalError", "try again"));
    copies();
    assertThat(words(point(id))).endsWith("copyGated", "notCopied");
    assertThat(point(id).passedOver()).isFalse();
    assertThat(causes(id)).containsExactly(Code.COPY_FAILED);
    copies();
    assertThat(world.snapshots.copied()).hasSize(1);

    assertThat(rounds.sweep().deleted()).containsExactly(copy(id));
    copies();
    everythingWhole();
    copies();

    assertThat(words(point(id)))
        .containsExactly("gated", "taken", "copyGated", "notCopied", "copyGated", "completed");
    assertThat(world.snapshots.all()).hasSize(2);
  }

  @Test
  void aCopyThatFailsThreeTimesIsGivenUp() {
    PointId id = taken("a");
    for (int attempt = 0; attempt < 5; attempt++) {
      copies();
      world.snapshots.all().stream()
          .filter(one -> one.copy() instanceof CopyState.Running)
          .forEach(
              one -> world.snapshots.copyIs(one.id(), new CopyState.Failed("InternalError", "no")));
      copies();
      rounds.sweep();
    }
    assertThat(world.snapshots.copied()).hasSize(3);
    assertThat(point(id).passedOver()).isTrue();
    assertThat(causes(id)).containsExactly(Code.COPY_FAILED);
    assertThat(world.snapshots.all()).extracting(Snapshot::id).doesNotContain(copy(id));
  }

  @Test
  void withoutASweepAFailedCopyHoldsUpTheNextOneNoLongerThanTheGrace() {
    PointId id = taken("a");
    copies();
    world.snapshots.copyIs(copy(id), new CopyState.Failed("InternalError", "try again"));
    copies();
    world.advance(Duration.ofDays(1));
    PointId next = newest("a");
    copies();
    copies();
    assertThat(point(id).passedOver()).isTrue();
    assertThat(state(next)).isEqualTo(PointState.COPYING);
  }

  @Test
  void aSourceThatIsDeletedWhileItIsCopiedIsReported() {
    PointId id = taken("a");
    copies();
    world.snapshots.remove(point(id).snapshots().getFirst().snapshot());
    world.snapshots.copyIs(copy(id), new CopyState.Failed("CopySourceNotFound", "it is gone"));
    copies();
    assertThat(point(id).passedOver()).isTrue();
    assertThat(causes(id)).containsExactly(Code.COPY_SOURCE_GONE);
    assertThat(point(id).causes().getFirst().detail()).contains("CopySourceNotFound");
  }

  @Test
  void aSourceThatIsGoneBeforeItsTurnIsReported() {
    PointId id = taken("a");
    world.snapshots.remove(point(id).snapshots().getFirst().snapshot());
    copies();
    assertThat(causes(id)).containsExactly(Code.SNAPSHOT_GONE);
    assertThat(point(id).passedOver()).isTrue();
  }

  @Test
  void wholeCopiesAreKeptThoughTheirSourceIsGoneAndItIsSaid() {
    PointId id = taken("a");
    copies();
    world.snapshots.remove(point(id).snapshots().getFirst().snapshot());
    everythingWhole();
    CopyReport report = copies();
    assertThat(state(id)).isEqualTo(PointState.COMPLETE);
    assertThat(report.lines().getFirst().causes())
        .extracting(Problem::code)
        .containsExactly(Code.SNAPSHOT_GONE);
  }

  @Test
  void aCopyThatSomebodyDeletedIsStartedAgain() {
    PointId id = taken("a");
    copies();
    world.snapshots.remove(copy(id));
    world.advance(Duration.ofHours(3));
    copies();
    everythingWhole();
    copies();
    assertThat(words(point(id)))
        .containsExactly("gated", "taken", "copyGated", "copyGated", "completed");
    assertThat(world.snapshots.copied()).hasSize(2);
  }

  @Test
  void aPlatformKeyWhereACustomersKeyWasMeantIsAnAlarm() {
    PointId id = taken("a");
    copies();
    whole(copy(id));
    world.snapshots.encryptedWith(copy(id), new AtRest.PlatformKey());
    copies();
    assertThat(point(id).passedOver()).isTrue();
    assertThat(causes(id)).containsExactly(Code.COPY_UNDER_PLATFORM_KEY);
    assertThat(rounds.sweep().deleted()).containsExactly(copy(id));
  }

  @Test
  void aPlatformKeyIsGoodEnoughWhereThePolicySaysSo() {
    world.copyTo(target(Optional.of(TARGET_SET), true));
    PointId id = taken("a");
    copies();
    whole(copy(id));
    world.snapshots.encryptedWith(copy(id), new AtRest.PlatformKey());
    copies();
    assertThat(state(id)).isEqualTo(PointState.COMPLETE);
    assertThat(point(id).copies())
        .extracting(CopyRecord::atRest)
        .containsExactly(new AtRest.PlatformKey());
  }

  @Test
  void anotherSetOrAnotherTypeThanWasAskedForIsAnAlarmToo() {
    for (AtRest wrong :
        List.of(
            new AtRest.CustomerKey(SOURCE_SET, false), new AtRest.CustomerKey(TARGET_SET, true))) {
      CopyAdvanceTest life = new CopyAdvanceTest();
      PointId id = life.taken("a");
      life.copies();
      life.whole(life.copy(id));
      life.world.snapshots.encryptedWith(life.copy(id), wrong);
      life.copies();
      assertThat(life.causes(id)).containsExactly(Code.COPY_UNDER_OTHER_KEY);
    }
  }

  @Test
  void aDiskUnderACustomersKeyIsNotCopiedUnderThePlatformsKeyUnlessThePolicyAllowsIt() {
    world.copyTo(target(Optional.empty(), false));
    world.machine("a", FakeWorld.underSet("a-os", SOURCE_SET));
    PointId refused = newest("a");
    copies();
    assertThat(causes(refused)).containsExactly(Code.COPY_NEEDS_SET);
    assertThat(point(refused).passedOver()).isTrue();
    PointId plain = taken2("b");
    copies();
    assertThat(state(plain)).isEqualTo(PointState.COPYING);

    world.copyTo(target(Optional.empty(), true));
    world.advance(Duration.ofDays(1));
    PointId allowed = newest("a");
    copies();
    everythingWhole();
    copies();
    assertThat(state(allowed)).isEqualTo(PointState.COMPLETE);
  }

  @Test
  void targetsThatCannotBeAreSaidByTheirCode() {
    ArmId far =
        ArmId.compute("22222222-2222-2222-2222-222222222222", "k", "diskEncryptionSets", "s");
    world.copyTo(
        new Policy.CopyTarget(REGION, "Keyhold-Snapshots", Optional.of(TARGET_SET), false));
    PointId sameGroup = taken("a");
    copies();
    assertThat(causes(sameGroup)).containsExactly(Code.COPY_TARGET_WRONG);
    world.copyTo(target(Optional.of(far), false));
    PointId otherSubscription = taken("b");
    copies();
    assertThat(causes(otherSubscription)).containsExactly(Code.COPY_TARGET_WRONG);
    world.copyTo(target(Optional.of(SOURCE_SET), false));
    PointId otherRegion = taken("c");
    copies();
    assertThat(point(otherRegion).passedOver()).as("a set can be made anew").isFalse();
    assertThat(causes(otherRegion)).containsExactly(Code.COPY_TARGET_WRONG);
    assertThat(world.snapshots.copied()).isEmpty();
  }

  @Test
  void aSetWithThePlatformsKeyAsWellIsAskedForAsSuch() {
    world.sets.put(
        TARGET_SET,
        new io.keyhold.domain.SetReading.Found(
            true,
            Optional.of(FakeWorld.kek(9)),
            List.of(),
            Optional.empty(),
            "North Europe",
            true));
    PointId id = taken("a");
    copies();
    assertThat(world.snapshots.copied().getFirst().doubled()).isTrue();
    everythingWhole();
    copies();
    assertThat(point(id).copies())
        .extracting(CopyRecord::atRest)
        .containsExactly(new AtRest.CustomerKey(TARGET_SET, true));
  }

  @Test
  void somethingElseUnderTheCopysNameIsLeftAlone() {
    PointId id = taken("a");
    Snapshot source = world.snapshots.all().getFirst();
    Snapshot foreign =
        new Snapshot(
            copy(id),
            "unique-x",
            Optional.empty(),
            1,
            true,
            new AtRest.PlatformKey(),
            List.of(),
            Map.of());
    world.snapshots.put(foreign);
    copies();
    copies();
    assertThat(causes(id)).containsExactly(Code.COPY_NAME_TAKEN);
    rounds.sweep();
    assertThat(world.snapshots.all()).containsExactly(source, foreign);
  }

  @Test
  void leftoverCopiesThatRunHoldTheirDiskAndTheirRoomUntilTheyAreSwept() {
    PointId id = taken("a");
    copies();
    world.keys.disabled(FakeWorld.bek(1));
    passOverWhileRunning(id);
    world.keys.available(FakeWorld.bek(1));
    world.advance(Duration.ofDays(1));
    PointId next = newest("a");
    copies();
    assertThat(state(next)).isEqualTo(PointState.TAKEN);
    rounds.sweep();
    copies();
    assertThat(state(next)).isEqualTo(PointState.COPYING);
  }

  private void passOverWhileRunning(PointId id) {
    record(
        id,
        new Change.NotCopied(
            List.of(new Problem(Code.SECRET_DISABLED, "x", "the test says so")), false));
  }

  /** What another function records. */
  private void record(PointId id, Change change) {
    io.keyhold.domain.History history = world.catalogue.read(id);
    world.catalogue.append(
        history,
        new Event(
            history.nextNumber(),
            history.lastHash(),
            world.clock.instant(),
            "other",
            Optional.empty(),
            change));
  }

  private void marked(PointId id) {
    Instant deleteAfter = world.clock.instant().plus(Duration.ofDays(14));
    record(id, new Change.Expiring("the test says so", deleteAfter));
  }

  @Test
  void leftoverCopiesOfAnExpiringPointHoldTheirDiskAsLongAsTheyRun() {
    PointId id = taken("a");
    copies();
    passOverWhileRunning(id);
    marked(id);
    world.advance(Duration.ofDays(1));
    PointId next = newest("a");
    copies();
    assertThat(state(next)).isEqualTo(PointState.TAKEN);
    world.snapshots.remove(copy(id));
    copies();
    assertThat(state(next)).isEqualTo(PointState.COPYING);
  }

  @Test
  void aPointThatIsKeptAfterItWasMarkedGetsItsCopiesFromTheSameProcess() {
    PointId id = taken("a");
    marked(id);
    copies();
    copies();
    assertThat(state(id)).isEqualTo(PointState.EXPIRING);
    record(id, new Change.Kept(PointState.TAKEN, "the test says so"));
    copies();
    everythingWhole();
    copies();
    assertThat(state(id)).isEqualTo(PointState.COMPLETE);
    assertThat(point(id).copies()).hasSize(1);
  }

  @Test
  void anAttemptThatWillBeRepeatedKeepsItsTurnBeforeANewerPointOfTheSameDisk() {
    PointId first = taken("a");
    world.keys.silent(FakeWorld.bek(1), Code.VAULT_FIREWALL);
    copies();
    world.keys.available(FakeWorld.bek(1));
    world.advance(Duration.ofDays(1));
    PointId second = newest("a");
    failStarts(Code.CLOUD_DENIED);

    new Rounds(world).copies("another process");

    assertThat(words(point(first))).endsWith("copyGated", "copyGated", "notCopied");
    assertThat(point(first).passedOver()).isFalse();
    assertThat(state(second)).isEqualTo(PointState.TAKEN);
    copies();
    assertThat(List.of(state(first), state(second)))
        .containsExactly(PointState.COPYING, PointState.TAKEN);
  }

  @Test
  void aBrokenChainHoldsUpNoOtherPoint() {
    PointId broken = taken("a");
    PointId other = taken2("b");
    world.catalogue.breakChain(broken);
    CopyReport report = copies();
    assertThat(report.problems()).extracting(Problem::code).containsOnly(Code.CHAIN_BROKEN);
    assertThat(state(other)).isEqualTo(PointState.COPYING);
  }

  @Test
  void theCopysGateFollowsThePolicyOfItsOwnDay() {
    PointId id = taken("a");
    world.copyTo(target(Optional.empty(), true));
    world.rules(KeyRules.defaults(Set.of()));
    copies();
    assertThat(world.snapshots.copied().getFirst().diskEncryptionSet()).contains(TARGET_SET);
    assertThat(state(id)).isEqualTo(PointState.COPYING);
  }

  @Test
  void keysThatAreLookedForTwiceHoldUpNoMachineWithoutThem() {
    for (int machine = 0; machine < 40; machine++) {
      world.keys.available(FakeWorld.bek(100 + machine));
      world.machine(
          "lost" + machine,
          FakeWorld.ade("lost" + machine, Lun.OS, FakeWorld.bek(100 + machine), Optional.empty()));
    }
    rounds.tick("backup");
    world.waiting.meanwhile(() -> world.advance(Duration.ofSeconds(30)));
    for (int machine = 0; machine < 40; machine++) {
      world.keys.put(FakeWorld.bek(100 + machine), new KeyReading.Absent());
    }
    copies();
    PointId healthy = taken2("b");
    Instant before = world.clock.instant();

    for (int tick = 0; tick < 4; tick++) {
      copies();
    }

    assertThat(state(healthy)).isEqualTo(PointState.COPYING);
    assertThat(Duration.between(before, world.clock.instant()))
        .isLessThan(CopyTurn.TIME.multipliedBy(5));
    world.waiting.meanwhile(() -> {});
    copies();
    assertThat(
            world.catalogue.withState(PointState.TAKEN).stream()
                .filter(id -> words(point(id)).contains("copyGated")))
        .as("every one was looked at")
        .hasSize(41);
  }

  @Test
  void aLostKeyIsNotSaidBeforeTheSecondLook() {
    PointId id = taken("a");
    world.keys.put(FakeWorld.bek(1), new KeyReading.Absent());
    world.waiting.meanwhile(() -> world.advance(Duration.ofSeconds(30)));
    Instant before = world.clock.instant();
    copies();
    assertThat(causes(id)).containsExactly(Code.SECRET_LOST);
    assertThat(world.clock.instant()).isAfter(before);
  }
}
