package io.keyhold.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.KeyAttributes;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SetReading;
import io.keyhold.domain.Snapshots.CopyState;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.UseCases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A year in which nothing is wrong: keys and BEKs are rotated, expiry dates extended days too late,
 * the vault is closed for an hour now and then, and 1 % of its answers are 429; every point is
 * copied to a second region and expires after thirty days. A wrong stop is a failure like any
 * other.
 */
class HealthyYearTest {

  private static final long SEED = 20_261_124L;
  private static final int DAYS = 365;
  private static final int MACHINES = 12;
  private static final Duration TICKS = Duration.ofMinutes(15);

  /** Ticks of the hours in which a slot can still be open. */
  private static final int TICKS_A_DAY = 12;

  private static final Duration COPYING = Duration.ofMinutes(20);
  private static final String REGION = "northeurope";
  private static final ArmId TARGET_SET =
      ArmId.compute(FakeWorld.SUBSCRIPTION, "keys", "diskEncryptionSets", "des-north");
  private static final Set<PointState> ENDS =
      Set.of(PointState.COMPLETE, PointState.EXPIRING, PointState.EXPIRED);
  private static final Policy.Keep KEEP = new Policy.Keep(30, 3);

  /** What is kept, what waits fourteen days for its deletion, and today's. */
  private static final int MOST_SNAPSHOTS = 30 + 14 + 2;

  private final Random random = new Random(SEED);
  private final FakeWorld world = new FakeWorld();
  private final UseCases useCases = world.useCases();
  private final Map<KeyRef, Instant> expiries = new HashMap<>();
  private final Map<Integer, List<KeyRef>> keysOf = new HashMap<>();
  private int versions = 1_000;
  private int rotations;
  private int closures;
  private int mostSnapshots;

  @Test
  void nothingIsRefusedThatShouldNotBe() {
    world.policiesAre(new Policies.Reading.Valid(new PolicyBook(List.of(copiedAndKept()))));
    world.keys.available(FakeWorld.kek(9));
    world.sets.healthyIn(REGION, TARGET_SET, FakeWorld.kek(9));
    for (int machine = 0; machine < MACHINES; machine++) {
      rotate(machine);
    }
    world.advance(Duration.ofMinutes(-10)); // the slot itself: 02:00
    for (int day = 0; day < DAYS; day++) {
      oneDay();
    }

    List<RecoveryPoint> points = points();
    List<RecoveryPoint> stopped =
        points.stream()
            .filter(point -> point.copies().isEmpty() || !ENDS.contains(point.state()))
            .toList();
    long expired = points.stream().filter(point -> point.state() == PointState.EXPIRED).count();
    long waited = points.stream().filter(HealthyYearTest::waited).count();
    System.out.printf(
        "healthy year (seed %d): %d slots of %d machines, %d rotations, %d hours closed; %d waited"
            + " and were taken, refusals %d; %d expired and were deleted, at most %d snapshots of a"
            + " disk at once%n",
        SEED,
        points.size(),
        MACHINES,
        rotations,
        closures,
        waited,
        stopped.size(),
        expired,
        mostSnapshots);
    stopped.forEach(
        point ->
            System.out.println("  " + point.id() + " " + point.state() + " " + point.causes()));
    assertThat(points).hasSize(DAYS * MACHINES);
    assertThat(stopped).isEmpty();
    assertThat(RuleEight.check(points)).isEmpty();
    assertThat(expired).isEqualTo((DAYS - KEEP.days() - 14L) * MACHINES);
    assertThat(mostSnapshots).isBetween(KEEP.days(), MOST_SNAPSHOTS);
    assertThat(waited).as("the year was not too easy").isPositive();
  }

  private void oneDay() {
    for (int machine = 0; machine < MACHINES; machine++) {
      if (random.nextInt(60) == 0) {
        rotate(machine);
      }
    }
    extendSomeDates();
    boolean closedToday = random.nextInt(30) == 0;
    if (closedToday) {
      closures++;
    }
    for (int tick = 0; tick < TICKS_A_DAY; tick++) {
      boolean closed = closedToday && tick < Duration.ofHours(1).dividedBy(TICKS);
      backUp(closed);
      world.advance(TICKS);
    }
    copyEverything();
    mostSnapshots = Math.max(mostSnapshots, snapshotsOfOneDisk());
    useCases.expire().expire("expire-" + world.clock.instant());
    world.advance(Duration.ofDays(1).minus(TICKS.multipliedBy(TICKS_A_DAY)).minus(COPYING));
  }

  /** Copies start, Azure finishes them, and the next tick sees it. */
  private void copyEverything() {
    answers(false);
    useCases.copyAdvance().advance("copies-" + world.clock.instant());
    world.snapshots.all().stream()
        .filter(one -> one.copy() instanceof CopyState.Running)
        .forEach(one -> world.snapshots.copyIs(one.id(), new CopyState.Done()));
    world.advance(COPYING.dividedBy(2));
    answers(false);
    useCases.copyAdvance().advance("copies-" + world.clock.instant());
    world.snapshots.all().stream()
        .filter(one -> one.copy() instanceof CopyState.Running)
        .forEach(one -> world.snapshots.copyIs(one.id(), new CopyState.Done()));
    world.advance(COPYING.dividedBy(2));
    useCases.copyAdvance().advance("copies-" + world.clock.instant());
  }

  /** As many as Azure counts against its limit of 500 per disk; copies count where they are. */
  private int snapshotsOfOneDisk() {
    Map<String, Integer> counts = new HashMap<>();
    world.snapshots.all().stream()
        .filter(one -> one.copy() instanceof CopyState.None)
        .forEach(one -> counts.merge(one.sourceUniqueId().orElseThrow(), 1, Integer::sum));
    return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  private static boolean waited(RecoveryPoint point) {
    return point.events().stream().filter(event -> event.change() instanceof Change.Gated).count()
        > 1;
  }

  private Policy copiedAndKept() {
    Policy base = world.policy();
    return new Policy(
        base.name(),
        base.subscriptions(),
        base.schedule(),
        base.snapshots(),
        Optional.of(
            new Policy.CopyTarget(REGION, "keyhold-copies", Optional.of(TARGET_SET), false)),
        KEEP,
        base.keys());
  }

  private void backUp(boolean closed) {
    List<BackupOrder> orders = useCases.backupTick().tick("tick-" + world.clock.instant()).orders();
    for (BackupOrder order : orders) {
      answers(closed);
      useCases.backupMachine().deliver(order, 1);
    }
  }

  /** What the vault says of every key until the next delivery. */
  private void answers(boolean closed) {
    for (Map.Entry<KeyRef, Instant> key : expiries.entrySet()) {
      if (closed) {
        world.keys.silent(key.getKey(), Code.VAULT_FIREWALL);
      } else if (random.nextInt(100) == 0) {
        world.keys.silent(key.getKey(), Code.VAULT_THROTTLED);
      } else {
        world.keys.put(key.getKey(), found(key.getKey(), key.getValue()));
      }
    }
  }

  private static KeyReading found(KeyRef key, Instant expires) {
    return new KeyReading.Found(
        new KeyAttributes(
            key.version().orElseThrow(),
            true,
            Optional.empty(),
            Optional.of(expires),
            key.kind() == KeyRef.Kind.KEY
                ? Optional.of(Set.of("wrapKey", "unwrapKey"))
                : Optional.empty(),
            false));
  }

  /** What is usual for the machine's kind of encryption; every third machine is of one kind. */
  private void rotate(int machine) {
    rotations++;
    List<KeyRef> before = keysOf.getOrDefault(machine, List.of());
    before.forEach(expiries::remove);
    List<KeyRef> now =
        switch (machine % 3) {
          case 0 -> newBekAndKek(machine);
          case 1 -> newKeyOfSet(machine, before);
          default -> newSecretOfTheOwner(machine);
        };
    keysOf.put(machine, now);
    Instant start = world.clock.instant();
    now.forEach(key -> expiries.put(key, start.plus(Duration.ofDays(40 + random.nextInt(50)))));
  }

  /** A new BEK under a new version of the key, as the enable command of ADE makes them. */
  private List<KeyRef> newBekAndKek(int machine) {
    KeyRef bek = FakeWorld.bek(++versions);
    KeyRef kek = FakeWorld.kek(++versions);
    world.machine(name(machine), FakeWorld.ade(name(machine), Lun.OS, bek, Optional.of(kek)));
    return List.of(bek, kek);
  }

  /** The set has a new key, and the one before is in use until all disks are re-keyed. */
  private List<KeyRef> newKeyOfSet(int machine, List<KeyRef> before) {
    KeyRef key = FakeWorld.kek(++versions);
    List<KeyRef> previous = before.isEmpty() ? List.of() : List.of(before.get(0));
    world.sets.put(
        set(machine), new SetReading.Found(true, Optional.of(key), previous, Optional.empty()));
    world.machine(name(machine), FakeWorld.underSet(name(machine), set(machine)));
    List<KeyRef> inUse = new ArrayList<>(List.of(key));
    inUse.addAll(previous);
    return inUse;
  }

  /** A new version of a secret that the tag names without a version. */
  private List<KeyRef> newSecretOfTheOwner(int machine) {
    String object = "https://kv-prod.vault.azure.net/secrets/phrase-" + machine;
    world.machine(name(machine), FakeWorld.tagged(name(machine), object));
    return List.of(KeyRef.parse(object).orElseThrow().at("%032x".formatted(++versions)));
  }

  private static String name(int machine) {
    return "m" + machine;
  }

  private static ArmId set(int machine) {
    return ArmId.compute(FakeWorld.SUBSCRIPTION, "prod", "diskEncryptionSets", "des-" + machine);
  }

  /** Somebody extends a date up to two weeks after it has passed. */
  private void extendSomeDates() {
    Instant now = world.clock.instant();
    for (Map.Entry<KeyRef, Instant> key : expiries.entrySet()) {
      Instant lateBy = key.getValue().plus(Duration.ofDays(random.nextInt(14)));
      if (lateBy.isBefore(now)) {
        key.setValue(now.plus(Duration.ofDays(40)));
      }
    }
  }

  private List<RecoveryPoint> points() {
    List<RecoveryPoint> points = new ArrayList<>();
    world.catalogue.all(Optional.empty(), 10_000).points().stream()
        .map(id -> world.catalogue.read(id).point().orElseThrow())
        .forEach(points::add);
    return points;
  }
}
