package io.keyhold.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.backup.BackupDelivery;
import io.keyhold.campaign.Oracle.Verdict;
import io.keyhold.campaign.Watched.Call;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Change;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Disk;
import io.keyhold.domain.Finding;
import io.keyhold.domain.KeyAttributes;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Problem;
import io.keyhold.domain.SetReading;
import io.keyhold.domain.UnwrapReading;
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
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Generated machines, policies, states of keys, and faults, over a few hours of ticks and
 * deliveries: nothing is requested without the gate that design.md asks for, and each recorded
 * decision is the one that the {@link Oracle} draws from what the stores had answered.
 */
class GateCampaignTest {

  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Code[] SILENCES = {
    Code.VAULT_ACCESS_DENIED,
    Code.VAULT_FIREWALL,
    Code.VAULT_THROTTLED,
    Code.VAULT_TIMEOUT,
    Code.VAULT_UNREACHABLE,
    Code.VAULT_ERROR
  };

  private static int cases;
  private static int gates;
  private static int requests;
  private static int violations;

  @AfterContainer
  static void say() {
    System.out.printf(
        "gate campaign: %d cases, %d recorded gates, %d requests for snapshots, violations %d%n",
        cases, gates, requests, violations);
  }

  @Property(tries = 1500, seed = "20261124")
  @Label("neither rule 1 nor the gate table can be broken")
  void neitherRuleOneNorTheGateTableCanBeBroken(@ForAll long seed) {
    cases++;
    violations++;
    new Story(seed).tell();
    violations--;
  }

  /** One world and what happens in it, all of it drawn from one seed. */
  private static final class Story {
    private final long seed;
    private final Random random;
    private final FakeWorld world = new FakeWorld();
    private final Watched watched = new Watched(world);
    private final KeyRules rules;
    private final UseCases useCases;
    private final Map<String, List<GeneratedDisk>> machines = new HashMap<>();

    Story(long seed) {
      this.seed = seed;
      random = new Random(seed);
      rules =
          new KeyRules(
              Set.of("kv-prod"),
              any(KeyRules.Check.values()),
              any(KeyRules.Stop.values()),
              any(KeyRules.Stop.values()),
              Duration.ofMinutes(any(new Integer[] {0, 30, 120, 600})),
              any(KeyRules.Tolerance.values()),
              any(KeyRules.Tolerance.values()));
      world.rules(rules);
      useCases =
          new UseCases(
              watched, world::reading, world.slots, world.waiting, world.clock, signal -> {});
      for (int machine = 0; machine <= random.nextInt(3); machine++) {
        build("m" + machine);
      }
    }

    private void build(String name) {
      List<GeneratedDisk> plans = new ArrayList<>();
      List<Disk> disks = new ArrayList<>();
      for (int index = 0; index <= random.nextInt(3); index++) {
        GeneratedDisk.Kind kind =
            random.nextInt(8) == 0
                ? any(GeneratedDisk.Kind.values())
                : any(
                    new GeneratedDisk.Kind[] {
                      GeneratedDisk.Kind.BEK,
                      GeneratedDisk.Kind.WRAPPED_BEK,
                      GeneratedDisk.Kind.OWN_SECRET,
                      GeneratedDisk.Kind.PLAIN,
                      GeneratedDisk.Kind.KEPT_ELSEWHERE
                    });
        GeneratedDisk plan =
            new GeneratedDisk(kind, 1 + random.nextInt(GeneratedDisk.KEYS), random.nextInt(3) == 0);
        plans.add(plan);
        disks.add(plan.disk(name, index));
      }
      machines.put(name, plans);
      world.machine(name, disks.toArray(Disk[]::new));
    }

    void tell() {
      for (int tick = 1; tick <= 4; tick++) {
        turnKeys();
        spoilCalls();
        for (BackupOrder order : orders("tick-" + tick)) {
          deliver(order);
          if (random.nextInt(4) == 0) {
            deliver(order);
          }
        }
        world.snapshots.script().recover();
        world.catalogue.script().recover();
        world.machines.script().recover();
        world.advance(Duration.ofMinutes(any(new Integer[] {5, 61, 130, 1_440})));
      }
      judge();
    }

    private void turnKeys() {
      for (int key = 1; key <= GeneratedDisk.KEYS; key++) {
        turn(FakeWorld.bek(key));
        turn(FakeWorld.kek(key));
        turn(GeneratedDisk.keyOfSet(key));
        world.sets.put(GeneratedDisk.set(key), setReading(key));
      }
    }

    private void turn(KeyRef key) {
      KeyReading reading = reading(key);
      world.keys.put(key, reading);
      world.keys.unwrapping(
          key,
          switch (random.nextInt(8)) {
            case 0 -> new UnwrapReading.DoesNotUnwrap(problem(Code.UNWRAP_FAILED, key.url()));
            case 1 -> new UnwrapReading.NoAnswer(problem(any(SILENCES), key.url()));
            default -> new UnwrapReading.Unwraps();
          });
    }

    private KeyReading reading(KeyRef key) {
      return switch (random.nextInt(16)) {
        case 0 -> found(key, false, 400, true);
        case 1 -> found(key, true, -1, true);
        case 2 -> found(key, true, 3, true);
        case 3 -> found(key, true, 400, false);
        case 4 -> new KeyReading.Deleted(Optional.of(world.clock.instant()));
        case 5 -> new KeyReading.VaultDeleted(Optional.empty());
        case 6 -> new KeyReading.Absent();
        case 7, 8 -> new KeyReading.NoAnswer(problem(any(SILENCES), key.url()));
        default -> found(key, true, 400, true);
      };
    }

    private KeyReading found(KeyRef key, boolean enabled, int daysLeft, boolean unwraps) {
      Set<String> operations = unwraps ? Set.of("wrapKey", "unwrapKey") : Set.of("sign");
      return new KeyReading.Found(
          new KeyAttributes(
              key.version().orElseThrow(),
              enabled,
              Optional.empty(),
              Optional.of(world.clock.instant().plus(Duration.ofDays(daysLeft))),
              key.kind() == KeyRef.Kind.KEY ? Optional.of(operations) : Optional.empty(),
              random.nextInt(5) == 0));
    }

    private SetReading setReading(int key) {
      Optional<KeyRef> active = Optional.of(GeneratedDisk.keyOfSet(key));
      List<KeyRef> previous =
          random.nextInt(5) == 0
              ? List.of(GeneratedDisk.keyOfSet(1 + key % GeneratedDisk.KEYS))
              : List.of();
      return switch (random.nextInt(12)) {
        case 0 -> new SetReading.Absent();
        case 1 -> new SetReading.NoAnswer(problem(Code.SET_UNREADABLE, "des"));
        case 2 -> new SetReading.Found(false, active, previous, Optional.empty());
        case 3 -> new SetReading.Found(true, active, previous, Optional.of("broken"));
        case 4 -> new SetReading.Found(true, Optional.empty(), previous, Optional.empty());
        default -> new SetReading.Found(true, active, previous, Optional.empty());
      };
    }

    private void spoilCalls() {
      if (random.nextInt(4) == 0) {
        world.snapshots.script().failNext(Code.CLOUD_TIMEOUT);
      }
      if (random.nextInt(5) == 0) {
        world.machines.script().failNext(Code.CLOUD_THROTTLED);
      }
      if (random.nextInt(5) == 0) {
        world.catalogue.script().failNext(Code.CLOUD_ERROR);
      }
      watched.beforeSnapshot =
          wanted -> {
            if (random.nextInt(6) == 0) {
              turnKeys();
            }
          };
    }

    private List<BackupOrder> orders(String run) {
      try {
        return useCases.backupTick().tick(run).orders();
      } catch (CloudFailure spoiled) {
        return List.of();
      }
    }

    private void deliver(BackupOrder order) {
      for (int delivery = 1; delivery <= BackupDelivery.LAST_DELIVERY; delivery++) {
        if (!(useCases.backupMachine().deliver(order, delivery)
            instanceof BackupDelivery.Result.Again)) {
          return;
        }
      }
    }

    private void judge() {
      List<Call> log = watched.log();
      for (int index = 0; index < log.size(); index++) {
        if (log.get(index) instanceof Call.Recorded recorded
            && recorded.change() instanceof Change.Gated gated) {
          gates++;
          theDecisionIsTheOracles(index, recorded, gated);
        }
        if (log.get(index) instanceof Call.Requested requested) {
          requests++;
          aGateAllowedIt(index, requested);
        }
      }
      world.catalogue.all(Optional.empty(), 1_000).points().forEach(this::endsOnce);
    }

    private void aGateAllowedIt(int index, Call.Requested requested) {
      Call.Recorded last = null;
      for (Call call : watched.log().subList(0, index)) {
        if (call instanceof Call.Recorded recorded && recorded.point().equals(requested.point())) {
          last = recorded;
        }
      }
      assertThat(last).as(said("a snapshot without any record")).isNotNull();
      assertThat(last.change()).as(said("the last record")).isInstanceOf(Change.Gated.class);
      Change.Gated gate = (Change.Gated) last.change();
      assertThat(gate.decision().action().name()).as(said("its gate")).isIn("PROCEED", "HOLD");
      if (gate.decision().action().name().equals("HOLD")) {
        assertThat(
                rules.onUnavailable() == KeyRules.Stop.HOLD
                    || rules.onUnknown() == KeyRules.Stop.HOLD)
            .as(said("hold is opted in"))
            .isTrue();
      }
      assertThat(gate.disks()).anyMatch(disk -> disk.disk().equals(requested.disk()));
    }

    private void theDecisionIsTheOracles(int index, Call.Recorded recorded, Change.Gated gated) {
      boolean graceOver = graceOver(index, recorded);
      Oracle oracle = new Oracle(rules, graceOver, recorded.at());
      List<Verdict> verdicts = new ArrayList<>();
      List<GeneratedDisk> disks = machines.get(machine(recorded.point()));
      List<GeneratedDisk> kept =
          disks.stream().filter(disk -> disk.kind() != GeneratedDisk.Kind.EXCLUDED).toList();
      if (kept.isEmpty() || kept.stream().anyMatch(GeneratedDisk::refusedUnseen)) {
        verdicts.add(Verdict.REFUSE);
      } else {
        kept.forEach(disk -> verdicts.addAll(verdicts(oracle, disk, index)));
      }
      if (wasHeld(index, recorded.point())) {
        // A held point is promoted or not; how negative its gate is makes no difference.
        assertThat(gated.decision().positive())
            .as(said("promotion"))
            .isEqualTo(Oracle.strictest(verdicts) == Verdict.PROCEED);
        return;
      }
      assertThat(gated.decision().action().name())
          .as(said(kept + " at " + recorded.at() + " after " + gated.verdicts()))
          .isEqualTo(Oracle.strictest(verdicts).name());
      gated.verdicts().forEach(this::silenceIsUnknown);
    }

    private boolean wasHeld(int index, PointId point) {
      return last(
              index,
              Call.Recorded.class,
              call -> call.point().equals(point) && call.change() instanceof Change.Held)
          .isPresent();
    }

    private String machine(PointId point) {
      return world.catalogue.read(point).point().orElseThrow().origin().machine().name();
    }

    private List<Verdict> verdicts(Oracle oracle, GeneratedDisk disk, int index) {
      List<Verdict> verdicts = new ArrayList<>();
      switch (disk.kind()) {
        case BEK, OWN_SECRET -> verdicts.add(inGuest(oracle, disk.bek(), index));
        case WRAPPED_BEK -> {
          verdicts.add(inGuest(oracle, disk.bek(), index));
          verdicts.add(inGuest(oracle, disk.kek(), index));
        }
        case KEPT_ELSEWHERE -> verdicts.add(oracle.unverified());
        case PLAIN, EXCLUDED, TAG_WITHOUT_SENSE, TAG_TO_ANOTHER_VAULT, UNREADABLE_REFERENCE -> {}
      }
      if (disk.underSet()) {
        verdicts.addAll(ofSet(oracle, disk, index));
      }
      return verdicts;
    }

    private Verdict inGuest(Oracle oracle, KeyRef key, int index) {
      KeyReading answer = lastRead(key, index);
      Optional<UnwrapReading> tried =
          rules.check() == KeyRules.Check.UNWRAP
              ? last(index, Call.Tried.class, call -> call.key().equals(key))
                  .map(Call.Tried::answer)
              : Optional.empty();
      return oracle.inGuest(key, answer, tried);
    }

    private List<Verdict> ofSet(Oracle oracle, GeneratedDisk disk, int index) {
      SetReading answer =
          last(index, Call.SetRead.class, c -> c.set().equals(GeneratedDisk.set(disk.key())))
              .orElseThrow()
              .answer();
      Optional<Verdict> unhealthy = oracle.set(answer);
      if (unhealthy.isPresent()) {
        return List.of(unhealthy.get());
      }
      SetReading.Found found = (SetReading.Found) answer;
      List<KeyRef> keys = new ArrayList<>(found.previousKeys());
      keys.add(found.activeKey().orElseThrow());
      return keys.stream().map(key -> oracle.ofSet(key, lastRead(key, index))).toList();
    }

    /** The evidence: the last answer about this very version, at most ten minutes old. */
    private KeyReading lastRead(KeyRef key, int index) {
      Call.Read read =
          last(index, Call.Read.class, call -> call.key().equals(key))
              .orElseThrow(() -> new AssertionError(said("nobody had read " + key)));
      assertThat(Duration.between(read.at(), watched.log().get(index).at()))
          .as(said("age of " + key))
          .isLessThanOrEqualTo(FRESH);
      return read.answer();
    }

    private <C extends Call> Optional<C> last(
        int index, Class<C> kind, java.util.function.Predicate<C> wanted) {
      return watched.log().subList(0, index).reversed().stream()
          .filter(kind::isInstance)
          .map(kind::cast)
          .filter(wanted)
          .findFirst();
    }

    /** Until the grace after the first recorded check, or until the next slot begins. */
    private boolean graceOver(int index, Call.Recorded gate) {
      Instant nextSlot = gate.point().slot().plus(Duration.ofDays(1));
      Optional<Instant> first =
          watched.log().subList(0, index).stream()
              .filter(Call.Recorded.class::isInstance)
              .map(Call.Recorded.class::cast)
              .filter(recorded -> recorded.point().equals(gate.point()))
              .map(Call.Recorded::at)
              .findFirst();
      return !gate.at().isBefore(nextSlot)
          || first.filter(at -> !gate.at().isBefore(at.plus(rules.grace()))).isPresent();
    }

    private void silenceIsUnknown(io.keyhold.domain.Verdict verdict) {
      boolean aboutSilence =
          verdict.finding().problems().stream()
              .anyMatch(problem -> List.of(SILENCES).contains(problem.code()));
      if (aboutSilence) {
        assertThat(verdict.finding()).isInstanceOf(Finding.Unknown.class);
      }
    }

    /** One final record, and none that ends as taken on anything but a positive last gate. */
    private void endsOnce(PointId id) {
      var point = world.catalogue.read(id).point().orElseThrow();
      long ends =
          point.events().stream()
              .filter(event -> !(event.change() instanceof Change.Gated))
              .filter(event -> !(event.change() instanceof Change.Completed))
              .filter(event -> !(event.change() instanceof Change.Held)) // may be promoted
              .count();
      assertThat(ends).as(said(id + " ends")).isLessThanOrEqualTo(1);
      if (point.state().canBeRestored()) {
        assertThat(point.lastGate().orElseThrow().decision().positive()).isTrue();
        assertThat(point.snapshots())
            .allMatch(
                snapshot ->
                    world.snapshots.all().stream()
                        .anyMatch(made -> made.id().equals(snapshot.snapshot())));
      }
    }

    private String said(String what) {
      return what + ", seed " + seed + ", " + rules;
    }

    private static Problem problem(Code code, String subject) {
      return new Problem(code, subject, "the test says so");
    }

    private <T> T any(T[] of) {
      return of[random.nextInt(of.length)];
    }
  }
}
