package io.keyhold.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.campaign.Watched.Call;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Change;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Finding;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Lun;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Snapshots.CopyState;
import io.keyhold.domain.Snapshots.Snapshot;
import io.keyhold.domain.Tags;
import io.keyhold.domain.Verdict;
import io.keyhold.fake.FakeWorld;
import io.keyhold.fake.Script;
import io.keyhold.functions.UseCases;
import io.keyhold.restore.RestoreDesk;
import io.keyhold.restore.RestoreRequest;
import io.keyhold.restore.RestoreRequest.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Weeks of ticks, copies, restores, cancellations, sweeps and expiry in any order, while keys turn,
 * calls fail, processes die, copies fail and two functions run at once: what design.md promises
 * holds after each step, and once all is quiet nothing is left that nobody needs.
 */
class LifeStoriesTest {

  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int STEPS = 60;
  private static final String REGION = "northeurope";
  private static final ArmId SET =
      ArmId.compute(FakeWorld.SUBSCRIPTION, "keys", "diskEncryptionSets", "des-north");
  private static final KeyRef KEY_OF_SET = FakeWorld.kek(9);
  private static final KeyRef BEK = FakeWorld.bek(1);
  private static final KeyRef KEK = FakeWorld.kek(1);

  private static int stories;
  private static int copies;
  private static int deletions;
  private static int restores;
  private static int violations;
  private static final Map<String, Integer> ends = new TreeMap<>();

  @AfterContainer
  static void say() {
    System.out.printf(
        "life stories: %d stories of %d steps, %d copies started, %d deletions, %d restores,"
            + " points ended %s, violations %d%n",
        stories, STEPS, copies, deletions, restores, ends, violations);
  }

  @Property(tries = 20, seed = "20261125")
  @Label("copies, restores, sweeps and expiry keep every promise in any order")
  void copiesRestoresSweepsAndExpiryKeepEveryPromiseInAnyOrder(@ForAll long seed) {
    stories++;
    violations++;
    new Story(seed).tell();
    violations--;
  }

  private static final class Story {
    private final long seed;
    private final Random random;
    private final FakeWorld world = new FakeWorld();
    private final Watched watched = new Watched(world);
    private final List<String> done = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private UseCases useCases;
    private int runs;

    Story(long seed) {
      this.seed = seed;
      random = new Random(seed);
      policy(2 + random.nextInt(3));
      newProcess();
      keysAreGood();
      for (int machine = 0; machine <= random.nextInt(2); machine++) {
        String name = "m" + machine;
        world.machine(
            name,
            Map.of("keyhold-policy", "daily"),
            model(),
            FakeWorld.ade(name + "-os", Lun.OS, BEK, Optional.of(KEK)),
            FakeWorld.ade(name + "-data", Lun.data(1), BEK, Optional.empty()));
      }
      watched.beforeCopy = this::aCopyMayLeave;
      watched.beforeDelete = this::itMayBeDeleted;
    }

    private static MachineModel model() {
      return new MachineModel(
          Optional.of("Standard_D4s_v5"),
          Optional.empty(),
          new MachineModel.Security(Optional.empty(), false, false, false),
          Optional.of("Linux"),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Map.of(),
          List.of(),
          List.of(),
          List.of());
    }

    private void policy(int days) {
      Policy base = world.policy();
      Policy.CopyTarget target =
          new Policy.CopyTarget(REGION, "keyhold-copies", Optional.of(SET), false);
      KeyRules rules =
          new KeyRules(
              Set.of("kv-prod"),
              any(KeyRules.Check.values()),
              any(KeyRules.Stop.values()),
              any(KeyRules.Stop.values()),
              Duration.ofMinutes(any(new Integer[] {0, 30, 120})),
              KeyRules.Tolerance.PROCEED,
              KeyRules.Tolerance.PROCEED);
      Policy policy =
          new Policy(
              base.name(),
              base.subscriptions(),
              base.schedule(),
              base.snapshots(),
              Optional.of(target),
              new Policy.Keep(days, 2),
              rules);
      world.policiesAre(new Policies.Reading.Valid(new PolicyBook(List.of(policy))));
    }

    /** What a process remembers is gone. */
    private void newProcess() {
      useCases =
          new UseCases(
              watched, world::reading, world.slots, world.waiting, world.clock, world.signals);
    }

    void tell() {
      for (int step = 0; step < STEPS; step++) {
        spoil();
        step();
        recover();
        check();
      }
      quiet();
      check();
      nothingIsLeftOver();
    }

    private void step() {
      switch (random.nextInt(20)) {
        case 0, 1, 2, 3 -> backUp();
        case 4, 5, 6, 7 -> copyTick();
        case 8, 9 -> copiesGoOn();
        case 10, 11 -> askForARestore();
        case 12, 13 -> workOnARestore();
        case 14 -> cancelARestore();
        case 15 -> sweep();
        case 16, 17 -> expire();
        case 18 -> turnKeys();
        default -> newProcess();
      }
      if (random.nextInt(2) == 0) {
        time();
      }
    }

    private void time() {
      Duration time =
          Duration.ofMinutes(any(new Integer[] {1, 5, 5, 20, 130, 1_440, 1_440, 15 * 1_440}));
      done.add("+" + time);
      world.advance(time);
    }

    private List<Script> scripts() {
      return List.of(
          world.catalogue.script(),
          world.snapshots.script(),
          world.documents.script(),
          world.disks.script(),
          world.nics.script(),
          world.virtualMachines.script(),
          world.leases.script(),
          world.machines.script());
    }

    private void spoil() {
      Script script = scripts().get(random.nextInt(scripts().size()));
      switch (random.nextInt(8)) {
        case 0 -> script.failNext(any(new Code[] {Code.CLOUD_TIMEOUT, Code.CLOUD_THROTTLED}));
        case 1, 2 -> script.dieAfter(random.nextInt(12));
        case 3 -> world.catalogue.beforeNextAppend(this::somethingElse);
        case 4 -> world.snapshots.failNextCopy(Code.CLOUD_TIMEOUT);
        default -> {}
      }
    }

    private void recover() {
      scripts().forEach(Script::recover);
      world.catalogue.beforeNextAppend(() -> {});
    }

    /** What another function does just before an event is written. */
    private void somethingElse() {
      done.add("(meanwhile");
      switch (random.nextInt(6)) {
        case 0 -> copyTick();
        case 1 -> sweep();
        case 2 -> expire();
        case 3 -> backUp();
        case 4 -> workOnARestore();
        default -> askForARestore();
      }
      done.add(")");
    }

    private void trying(String what, Runnable function) {
      done.add(what);
      try {
        function.run();
      } catch (CloudFailure | BrokenChainException failed) {
        done.add("failed");
      }
    }

    private void backUp() {
      trying(
          "backup",
          () -> useCases.backupTick().tick("tick-" + ++runs).orders().forEach(this::deliver));
    }

    private void deliver(BackupOrder order) {
      for (int delivery = 1; delivery <= BackupDelivery.LAST_DELIVERY; delivery++) {
        if (!(useCases.backupMachine().deliver(order, delivery)
            instanceof BackupDelivery.Result.Again)) {
          return;
        }
        recover();
      }
    }

    private void copyTick() {
      trying("copies", () -> useCases.copyAdvance().advance("copies-" + ++runs));
    }

    private void copiesGoOn() {
      done.add("copies go on");
      for (Snapshot copy : world.snapshots.all()) {
        if (copy.copy() instanceof CopyState.Running) {
          switch (random.nextInt(8)) {
            case 0 -> world.snapshots.copyIs(copy.id(), new CopyState.Failed("E", "it failed"));
            case 1, 2 -> {}
            default -> world.snapshots.copyIs(copy.id(), new CopyState.Done());
          }
        }
      }
    }

    private void askForARestore() {
      List<RecoveryPoint> possible =
          points().stream().filter(point -> point.state().canBeRestored()).toList();
      if (possible.isEmpty()) {
        return;
      }
      RecoveryPoint point = possible.get(random.nextInt(possible.size()));
      String id = "r-" + ++runs;
      RestoreRequest request =
          new RestoreRequest(
              point.id(),
              any(Mode.values()),
              List.of(),
              new RestoreRequest.Target(
                  Optional.empty(),
                  "restored",
                  any(new String[] {"a", "b"}),
                  Optional.of(FakeWorld.SUBNET.value()),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()));
      trying(
          "restore " + id + " of " + point.id() + " into " + request.target().namePrefix(),
          () -> {
            if (useCases.restores().accept(id, request, FakeWorld.SOMEBODY)
                instanceof RestoreDesk.Acceptance.Accepted) {
              restores++;
            }
          });
      asked.add(id);
    }

    private void workOnARestore() {
      if (random.nextInt(3) == 0) {
        trying(
            "restore-advance",
            () ->
                useCases
                    .restoreStore()
                    .open()
                    .forEach(id -> trying(id, () -> useCases.restoreRunner().advance(id))));
      } else if (!asked.isEmpty()) {
        String id = asked.get(random.nextInt(asked.size()));
        if (random.nextBoolean()) {
          trying("run " + id, () -> useCases.restoreRunner().run(id));
        } else {
          trying("look " + id, () -> useCases.restoreRunner().advance(id));
        }
      }
    }

    private void cancelARestore() {
      if (!asked.isEmpty()) {
        String id = asked.get(random.nextInt(asked.size()));
        trying("cancel " + id, () -> useCases.restores().cancel(id, FakeWorld.SOMEBODY));
      }
    }

    private void sweep() {
      trying("sweep", () -> useCases.sweep().sweep("sweep-" + ++runs));
    }

    private void expire() {
      trying("expire", () -> useCases.expire().expire("expire-" + ++runs));
    }

    private void turnKeys() {
      done.add("keys");
      for (KeyRef key : List.of(BEK, KEK, KEY_OF_SET)) {
        switch (random.nextInt(4)) {
          case 0 -> world.keys.disabled(key);
          case 1 -> world.keys.silent(key, Code.VAULT_FIREWALL);
          default -> world.keys.available(key);
        }
      }
    }

    private void keysAreGood() {
      List.of(BEK, KEK, KEY_OF_SET).forEach(world.keys::available);
      world.sets.healthyIn(REGION, SET, KEY_OF_SET);
    }

    private List<RecoveryPoint> points() {
      return world.catalogue.stored();
    }

    /** Rule 1, order, and one copy of a disk at a time. */
    private void aCopyMayLeave(ArmId copy, ArmId source) {
      copies++;
      RecoveryPoint point = ofSnapshot(source);
      SnapshotRecord record =
          point.snapshots().stream()
              .filter(one -> one.snapshot().equals(source))
              .findFirst()
              .orElseThrow();
      Call.Recorded last =
          watched.log().reversed().stream()
              .filter(Call.Recorded.class::isInstance)
              .map(Call.Recorded.class::cast)
              .filter(recorded -> recorded.point().equals(point.id()))
              .findFirst()
              .orElseThrow();
      assertThat(last.change()).as(said("before a copy")).isInstanceOf(Change.CopyGated.class);
      Change.CopyGated gate = (Change.CopyGated) last.change();
      assertThat(gate.decision().positive()).as(said("the copy's gate")).isTrue();
      assertThat(Duration.between(last.at(), world.clock.instant()))
          .as(said("age of the copy's gate"))
          .isLessThanOrEqualTo(FRESH);
      assertThat(gate.verdicts())
          .as(said("keys of the copy's gate"))
          .extracting(Verdict::key)
          .contains(BEK.object(), KEK.object(), KEY_OF_SET.object());
      gate.verdicts().forEach(this::wasRead);
      String disk = disk(point, record.lun());
      for (RecoveryPoint other : points()) {
        for (SnapshotRecord its : other.snapshots()) {
          if (!other.id().equals(point.id()) && disk(other, its.lun()).equals(disk)) {
            notInTheWay(point, other, its);
          }
        }
      }
    }

    private void notInTheWay(RecoveryPoint point, RecoveryPoint other, SnapshotRecord its) {
      ArmId id = other.copyTarget().orElseThrow().copy(other.id(), its);
      Optional<CopyState> state =
          world.snapshots.all().stream()
              .filter(one -> one.id().equals(id))
              .map(Snapshot::copy)
              .findFirst();
      assertThat(state.filter(CopyState.Running.class::isInstance))
          .as(said("another copy of the disk runs: " + id))
          .isEmpty();
      boolean newer = snapshotted(other).isAfter(snapshotted(point));
      assertThat(state.filter(done -> newer && done instanceof CopyState.Done))
          .as(said("a newer one was copied before: " + id))
          .isEmpty();
    }

    private static Instant snapshotted(RecoveryPoint point) {
      return point.events().stream()
          .filter(
              event ->
                  event.change() instanceof Change.Taken || event.change() instanceof Change.Held)
          .findFirst()
          .orElseThrow()
          .at();
    }

    private static String disk(RecoveryPoint point, Lun lun) {
      return point.disk(lun).orElseThrow().disk().value();
    }

    private void wasRead(Verdict verdict) {
      if (verdict.finding() instanceof Finding.Available
          || verdict.finding() instanceof Finding.AvailableWithWarning) {
        boolean read =
            watched.log().stream()
                .filter(Call.Read.class::isInstance)
                .map(Call.Read.class::cast)
                .filter(call -> !call.at().isBefore(world.clock.instant().minus(FRESH)))
                .filter(call -> call.key().object().equals(verdict.key()))
                .filter(call -> call.key().version().equals(verdict.version()))
                .anyMatch(call -> call.answer() instanceof KeyReading.Found);
        assertThat(read).as(said("nobody had read " + verdict)).isTrue();
      }
    }

    private RecoveryPoint ofSnapshot(ArmId snapshot) {
      return points().stream()
          .filter(point -> snapshot.name().contains(point.id().value()))
          .findFirst()
          .orElseThrow();
    }

    /** Rule 8, at the moment of the deletion. */
    private void itMayBeDeleted(ArmId snapshot) {
      deletions++;
      RecoveryPoint point = ofSnapshot(snapshot);
      boolean source = point.snapshots().stream().anyMatch(one -> one.snapshot().equals(snapshot));
      boolean copy = point.copies().stream().anyMatch(one -> one.copy().equals(snapshot));
      boolean running = point.state() == PointState.COPYING && !source;
      if (source || copy || running) {
        assertThat(point.state())
            .as(said("deletes " + snapshot))
            .isIn(PointState.EXPIRED, PointState.ABANDONED, PointState.FAILED, PointState.REFUSED);
      }
      boolean isSourceOfARunningCopy =
          source
              && world.snapshots.all().stream()
                  .filter(one -> one.copy() instanceof CopyState.Running)
                  .anyMatch(one -> one.id().name().equals(snapshot.name()));
      assertThat(isSourceOfARunningCopy).as(said("source of a running copy " + snapshot)).isFalse();
      if (source || copy) {
        assertThat(asked)
            .as(said("a restore runs from " + snapshot))
            .noneMatch(id -> restoring(id, point.id()));
      }
    }

    private boolean restoring(String id, PointId point) {
      return found(id)
          .filter(restore -> restore.at("/request/recoveryPoint").asText().equals(point.value()))
          .filter(restore -> restore.path("state").asText().equals("Running"))
          .isPresent();
    }

    private Optional<JsonNode> found(String id) {
      return world.documents.stored("restores/" + id).map(LifeStage::json);
    }

    private void check() {
      assertThat(RuleEight.check(points())).as(said("rule 8")).isEmpty();
      for (RecoveryPoint point : points()) {
        if (point.state().canBeRestored()) {
          for (SnapshotRecord one : point.snapshots()) {
            assertThat(there(one.snapshot())).as(said("is gone: " + one)).isTrue();
          }
          point
              .copies()
              .forEach(one -> assertThat(there(one.copy())).as(said("is gone: " + one)).isTrue());
        }
      }
      for (String id : asked) {
        found(id)
            .filter(restore -> restore.path("state").asText().equals("Succeeded"))
            .ifPresent(restore -> allOfItIsThere(id, restore));
      }
    }

    private boolean there(ArmId snapshot) {
      return world.snapshots.all().stream().anyMatch(one -> one.id().equals(snapshot));
    }

    private void allOfItIsThere(String id, JsonNode restore) {
      Set<String> made = new HashSet<>();
      world.disks.all().forEach(disk -> made.add(disk.value()));
      world.nics.all().forEach(nic -> made.add(nic.value()));
      world.virtualMachines.all().forEach(machine -> made.add(machine.value()));
      List<String> wanted = new ArrayList<>();
      restore.path("disks").forEach(disk -> wanted.add(disk.path("disk").asText()));
      restore.path("machine").forEach(part -> wanted.add(part.asText()));
      assertThat(wanted).as(said("parts of " + id)).hasSizeGreaterThan(1);
      assertThat(made).as(said("what " + id + " made")).containsAll(wanted);
    }

    /** Without any more trouble everything that was begun comes to its end. */
    private void quiet() {
      keysAreGood();
      done.add("quiet");
      for (int round = 0; round < 8; round++) {
        for (int tick = 0; tick < 6; tick++) {
          backUp();
          copyTick();
          world.snapshots.all().stream()
              .filter(one -> one.copy() instanceof CopyState.Running)
              .forEach(one -> world.snapshots.copyIs(one.id(), new CopyState.Done()));
          asked.forEach(id -> trying(id, () -> useCases.restoreRunner().run(id)));
          world.advance(Duration.ofMinutes(20));
        }
        sweep();
        world.advance(Duration.ofHours(24));
      }
      copyTick();
      world.snapshots.all().stream()
          .filter(one -> one.copy() instanceof CopyState.Running)
          .forEach(one -> world.snapshots.copyIs(one.id(), new CopyState.Done()));
      copyTick();
      expire();
      world.advance(Duration.ofDays(15)); // what was left of a point that was expiring goes with it
      expire();
      sweep();
      assertThat(useCases.restoreStore().open()).as(said("open restores")).isEmpty();
    }

    private void nothingIsLeftOver() {
      Set<ArmId> needed = new HashSet<>();
      for (RecoveryPoint point : points()) {
        ends.merge(point.state().word(), 1, Integer::sum);
        assertThat(point.state()).as(said(point.id() + "")).isNotEqualTo(PointState.COPYING);
        if (point.state().canBeRestored() || point.state() == PointState.HELD) {
          point.snapshots().forEach(one -> needed.add(one.snapshot()));
          point.copies().forEach(one -> needed.add(one.copy()));
        }
      }
      assertThat(
              world.snapshots.all().stream().map(Snapshot::id).filter(id -> !needed.contains(id)))
          .as(said("orphans"))
          .isEmpty();
      Map<String, Set<String>> owners = new HashMap<>();
      world
          .disks
          .all()
          .forEach(id -> owner(owners, id, world.disks.status(id).orElseThrow().tags()));
      world.nics.all().forEach(id -> owner(owners, id, world.nics.status(id).orElseThrow().tags()));
      world
          .virtualMachines
          .all()
          .forEach(
              id ->
                  owner(owners, id, world.virtualMachines.status(id).orElseThrow().made().tags()));
      owners.forEach(
          (prefix, ids) -> assertThat(ids).as(said("restores into " + prefix)).hasSize(1));
    }

    private void owner(Map<String, Set<String>> owners, ArmId id, Map<String, String> tags) {
      String restore = Tags.value(tags, Tags.RESTORE).orElseThrow();
      assertThat(found(restore).orElseThrow().path("state").asText())
          .as(said(id + " is left of " + restore))
          .isEqualTo("Succeeded");
      String prefix = found(restore).orElseThrow().at("/request/target/namePrefix").asText();
      owners.computeIfAbsent(prefix, none -> new HashSet<>()).add(restore);
    }

    private Supplier<String> said(String what) {
      return () -> what + ", seed " + seed + " after " + done + " with " + told();
    }

    private List<String> told() {
      return points().stream()
          .map(
              point ->
                  point.id()
                      + point.events().stream()
                          .map(event -> event.at() + " " + event.change().word())
                          .toList()
                          .toString())
          .toList();
    }

    private <T> T any(T[] of) {
      return of[random.nextInt(of.length)];
    }
  }
}
