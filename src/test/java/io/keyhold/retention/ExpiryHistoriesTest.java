package io.keyhold.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.Due;
import io.keyhold.domain.Event;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Snapshots.Snapshot;
import io.keyhold.fake.FakeWorld;
import io.keyhold.fake.Script;
import io.keyhold.retention.Aged.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Any history: backups with every ending, runs at any time that may die at any call, two at once,
 * locks, policies that change or cannot be read, restores that come and go. After each step nothing
 * that rule 8 protects is gone, and in the end nothing is left of what has expired.
 */
class ExpiryHistoriesTest {

  sealed interface Step {}

  record Backup(int machine, int policy, Ending ending) implements Step {}

  record Pass(int hours) implements Step {}

  record Run(int port, int diesAfter) implements Step {}

  record Twice() implements Step {}

  record Locked() implements Step {}

  record NewKeep(int policy, int days, int atLeast) implements Step {}

  record Unreadable() implements Step {}

  record RestoreBegins(int which) implements Step {}

  record RestoresEnd() implements Step {}

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Step> backups =
        Combinators.combine(
                Arbitraries.integers().between(0, 1),
                Arbitraries.integers().between(0, 1),
                Arbitraries.of(Ending.values()))
            .as(Backup::new);
    Arbitrary<Step> time = Arbitraries.integers().between(1, 24 * 9).map(Pass::new);
    Arbitrary<Step> healthy = Arbitraries.just(new Run(0, Integer.MAX_VALUE));
    Arbitrary<Step> dying =
        Combinators.combine(
                Arbitraries.integers().between(0, 2), Arbitraries.integers().between(0, 40))
            .as(Run::new);
    Arbitrary<Step> policies =
        Combinators.combine(
                Arbitraries.integers().between(0, 1),
                Arbitraries.integers().between(1, 30),
                Arbitraries.integers().between(1, 4))
            .as(NewKeep::new);
    Arbitrary<Step> rare =
        Arbitraries.oneOf(
            Arbitraries.just(new Twice()),
            Arbitraries.just(new Locked()),
            Arbitraries.just(new Unreadable()),
            Arbitraries.integers().between(0, 30).map(RestoreBegins::new),
            Arbitraries.just(new RestoresEnd()));
    return Arbitraries.frequencyOf(
            Tuple.of(6, backups),
            Tuple.of(5, time),
            Tuple.of(4, healthy),
            Tuple.of(2, dying),
            Tuple.of(1, policies),
            Tuple.of(2, rare))
        .list()
        .ofMinSize(10)
        .ofMaxSize(60);
  }

  @Property(tries = 150)
  void nothingThatIsProtectedGoesAndNothingThatHasGoneIsLeft(
      @ForAll("histories") List<Step> history) {
    Course course = new Course();
    for (Step step : history) {
      course.take(step);
      course.check();
    }
    course.end();
  }

  /** A world in which a history runs its course. */
  private static final class Course {
    private final FakeWorld world = new FakeWorld();
    private final Aged aged = new Aged(world);
    private final Map<PointId, Set<ArmId>> recorded = new LinkedHashMap<>();
    private final Set<PointId> restoring = new HashSet<>();
    private final Policy[] policies = {Aged.policy("one", 10, 2), Aged.policy("two", 20, 3)};
    private int runs;
    private int slots;

    Course() {
      readable();
    }

    void take(Step step) {
      switch (step) {
        case Backup backup -> backUp(backup);
        case Pass pass -> world.advance(Duration.ofHours(pass.hours()));
        case Run run -> run(run);
        case Twice twice -> {
          world.catalogue.beforeNextAppend(this::expire);
          expire();
          world.catalogue.beforeNextAppend(() -> {});
        }
        case Locked locked -> {
          world.snapshots.script().failAlways(Code.SCOPE_LOCKED);
          expire();
          world.snapshots.script().recover();
        }
        case NewKeep change -> {
          policies[change.policy()] =
              Aged.policy(policies[change.policy()].name(), change.days(), change.atLeast());
          readable();
        }
        case Unreadable unreadable ->
            world.policiesAre(new Policies.Reading.Invalid(List.of("it: is wrong")));
        case RestoreBegins begins -> restore(begins.which());
        case RestoresEnd end -> {
          world.documents.names("restores-open/").forEach(world.documents::remove);
          restoring.clear();
        }
      }
    }

    private void readable() {
      world.policiesAre(new Policies.Reading.Valid(new PolicyBook(List.of(policies))));
    }

    private void backUp(Backup backup) {
      Instant slot = world.clock.instant().minusSeconds(7_200).plusSeconds(++slots);
      Policy policy = policies[backup.policy()];
      PointId id = aged.point("m" + backup.machine(), policy, slot, backup.ending());
      Set<ArmId> ids = new HashSet<>();
      RecoveryPoint point = point(id);
      point.snapshots().forEach(record -> ids.add(record.snapshot()));
      point.copies().forEach(record -> ids.add(record.copy()));
      recorded.put(id, ids);
    }

    private void run(Run run) {
      Script script =
          List.of(world.catalogue.script(), world.snapshots.script(), world.documents.script())
              .get(run.port());
      script.dieAfter(run.diesAfter());
      expire();
      script.recover();
    }

    private void expire() {
      world.useCases().expire().expire("run-" + ++runs);
    }

    private void restore(int which) {
      List<PointId> possible =
          recorded.keySet().stream().filter(id -> point(id).state().canBeRestored()).toList();
      if (!possible.isEmpty()) {
        PointId id = possible.get(which % possible.size());
        restoring.add(id);
        world.documents.put(
            "restores/r-" + id,
            "{\"format\": 1, \"request\": {\"recoveryPoint\": \"%s\"}, \"state\": \"Running\"}"
                .formatted(id));
        world.documents.put("restores-open/r-" + id, id.value());
      }
    }

    void check() {
      Set<ArmId> there =
          world.snapshots.all().stream().map(Snapshot::id).collect(Collectors.toSet());
      recorded.forEach(
          (id, ids) -> {
            RecoveryPoint point = point(id);
            if (point.state() != PointState.EXPIRED) {
              assertThat(there).as("%s is %s", id, point.state()).containsAll(ids);
            }
            assertThat(restoring.contains(id) && point.state() == PointState.EXPIRED)
                .as("%s is being restored and has expired", id)
                .isFalse();
            fourteenDays(point);
          });
      for (int machine = 0; machine < 2; machine++) {
        rule8("vm-m" + machine);
      }
    }

    private static void fourteenDays(RecoveryPoint point) {
      Optional<Event> marked = Optional.empty();
      for (Event event : point.events()) {
        if (event.change() instanceof Change.Expiring expiring) {
          marked = Optional.of(event);
          assertThat(expiring.deleteAfter()).isEqualTo(event.at().plus(Duration.ofDays(14)));
          assertThat(event.at())
              .isAfterOrEqualTo(point.origin().policy().keep().end(point.origin().slot()));
        }
        if (event.change() instanceof Change.Expired) {
          assertThat(event.at())
              .isAfterOrEqualTo(marked.orElseThrow().at().plus(Duration.ofDays(14)));
        }
      }
    }

    /**
     * Of all that ever were good, the newest ones and the last provable one are not even marked.
     */
    private void rule8(String vmId) {
      List<RecoveryPoint> everGood =
          recorded.keySet().stream()
              .map(this::point)
              .filter(point -> point.origin().vmId().equals(vmId))
              .filter(point -> !point.snapshots().isEmpty() && !isHeld(point))
              .sorted(Comparator.comparing(RecoveryPoint::id).reversed())
              .toList();
      for (int rank = 1; rank <= everGood.size(); rank++) {
        RecoveryPoint point = everGood.get(rank - 1);
        if (rank <= point.origin().policy().keep().atLeast()) {
          assertThat(ExpiryRule.isGood(point.state())).as("%d of %s", rank, vmId).isTrue();
        }
      }
      everGood.stream()
          .filter(Course::wasProvable)
          .findFirst()
          .ifPresent(last -> assertThat(last.state()).isEqualTo(PointState.COMPLETE));
    }

    private static boolean isHeld(RecoveryPoint point) {
      return point.state() == PointState.HELD;
    }

    private static boolean wasProvable(RecoveryPoint point) {
      List<Event> before =
          point.events().stream()
              .takeWhile(event -> !(event.change() instanceof Change.Expiring))
              .toList();
      return RecoveryPoint.fold(point.id(), before).filter(ExpiryRule::isProvable).isPresent();
    }

    /** Without any more trouble everything that was begun comes to its end. */
    void end() {
      take(new RestoresEnd());
      readable();
      for (int round = 0; round < 3; round++) {
        expire();
        new ArrayList<>(world.useCases().expiry().view().stopped())
            .forEach(stop -> world.useCases().expiry().release(stop.run(), FakeWorld.SOMEBODY));
        expire();
        world.advance(Duration.ofDays(15));
      }
      expire();
      check();
      Set<ArmId> there =
          world.snapshots.all().stream().map(Snapshot::id).collect(Collectors.toSet());
      recorded.forEach(
          (id, ids) -> {
            if (point(id).state() == PointState.EXPIRED) {
              assertThat(there).as("left of %s", id).doesNotContainAnyElementsOf(withOne(ids));
            }
          });
      for (Due.What what : Due.What.values()) {
        new Dues(world.catalogue, world.clock)
            .forEach(
                what,
                Instant.MAX,
                Instant.MAX,
                due -> {
                  assertThat(point(due.point()).state())
                      .as("is still due for %s", what)
                      .isNotEqualTo(PointState.EXPIRED);
                  return true;
                });
      }
    }

    private static Set<ArmId> withOne(Set<ArmId> ids) {
      Set<ArmId> all = new HashSet<>(ids);
      all.add(ArmId.compute("s", "g", "snapshots", "none"));
      return all;
    }

    private RecoveryPoint point(PointId id) {
      return world.catalogue.read(id).point().orElseThrow();
    }
  }
}
