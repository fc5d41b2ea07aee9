package io.keyhold.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.Action;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.Decision;
import io.keyhold.domain.Due;
import io.keyhold.domain.History;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Origin;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.contract.Samples;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import io.keyhold.retention.RebuildIndex;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever was recorded: the index that is rebuilt from it has what was written along with it. */
class RebuiltIndexTest {

  private static final Instant SLOT = Instant.parse("2026-11-24T01:00:00Z");
  private static final Problem WHY = new Problem(Code.SLOT_ABANDONED, "point", "the test says so");
  private static final List<Change> CHANGES =
      List.of(
          Samples.refused(),
          new Change.Failed(WHY),
          new Change.Held(List.of(), List.of(WHY)),
          new Change.Abandoned(WHY),
          new Change.Taken(List.of()),
          new Change.CopyGated(List.of(), List.of(), new Decision(Action.PROCEED, List.of())),
          new Change.NotCopied(List.of(WHY), true),
          new Change.Completed(),
          new Change.Expiring("older than 30 days", SLOT),
          new Change.Kept(PointState.COMPLETE, "the policy keeps more now"),
          new Change.Expired());

  private static AzureWorld world;

  @BeforeContainer
  static void start() {
    world = AzureWorld.start();
  }

  @AfterContainer
  static void stop() {
    world.close();
  }

  /** A point: the key of each of its looks, then changes, of which those apply that can follow. */
  record Story(int machine, List<Integer> keys, List<Integer> changes) {}

  @Provide
  Arbitrary<List<Story>> stories() {
    Arbitrary<List<Integer>> keys =
        Arbitraries.integers().between(1, 5).list().ofMinSize(1).ofMaxSize(3);
    Arbitrary<List<Integer>> changes =
        Arbitraries.integers().between(0, CHANGES.size() - 1).list().ofMaxSize(12);
    return Combinators.combine(Arbitraries.integers().between(1, 3), keys, changes)
        .as(Story::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  @Property(tries = 25)
  void theRebuiltIndexHasEveryMarkerThatIsNeeded(@ForAll("stories") List<Story> stories) {
    points().list("").forEach(points()::delete);
    work().list("").forEach(work()::delete);
    String run = world.name("run");
    for (int number = 0; number < stories.size(); number++) {
      play(run, stories.get(number), SLOT.plus(Duration.ofDays(number)));
    }
    Set<String> before = index();
    before.forEach(work()::delete);

    RebuildIndex.Progress done = rebuild(SLOT);

    Set<String> after = index();
    assertThat(done.problems()).isEmpty();
    assertThat(done.written()).isEqualTo(after.size());
    assertThat(before).containsAll(after);
    assertThat(without(before, after))
        .as("left out: what an earlier state was due for")
        .allMatch(marker -> marker.startsWith("index/due/"));
    assertThat(rebuild(SLOT).written()).isZero();
    everyPointIsFound();

    after.forEach(work()::delete);
    rebuild(SLOT.plus(Duration.ofDays(400)));
    assertThat(before).containsAll(index());
    assertThat(without(after, index()))
        .as("left out: the states whose markers retention takes away")
        .allMatch(
            marker ->
                marker.matches("index/state/(gated|held|taken|copying|complete|expiring)/.*"));
    everyPointIsFound();
  }

  private static Set<String> index() {
    return new HashSet<>(work().list("index/"));
  }

  private static Set<String> without(Set<String> all, Set<String> these) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(these);
    return rest;
  }

  /** By its machine, by the name of that, by its state, by its keys and by what it is due for. */
  private static void everyPointIsFound() {
    Catalogue catalogue = world.adapters().catalogue();
    for (PointId id : catalogue.all(Optional.empty(), 100).points()) {
      RecoveryPoint point = catalogue.read(id).point().orElseThrow();
      String vmId = point.origin().vmId();
      assertThat(catalogue.vmIds(point.origin().machine())).contains(vmId);
      assertThat(catalogue.ofMachine(vmId)).contains(id);
      assertThat(catalogue.ofMachine(vmId, point.state())).contains(id);
      assertThat(catalogue.withState(point.state())).contains(id);
      Due.of(point)
          .ifPresent(
              due ->
                  assertThat(catalogue.due(due.what(), due.from(), Optional.empty()).due())
                      .contains(due));
      point.verdicts().stream()
          .flatMap(verdict -> KeyRef.parse(verdict.key()).stream())
          .forEach(
              key -> assertThat(work().list(Markers.key(key))).contains(Markers.key(key) + id));
    }
  }

  private static RebuildIndex.Progress rebuild(Instant now) {
    RebuildIndex rebuild =
        new RebuildIndex(
            world.adapters().catalogue(), world.adapters().documents(), InstantSource.fixed(now));
    return rebuild.from(Optional.empty());
  }

  private static void play(String run, Story story, Instant slot) {
    Catalogue catalogue = world.adapters().catalogue();
    ArmId machine = Samples.id("virtualMachines", run + "-vm" + story.machine());
    Origin origin = Samples.origin(machine, "vm-of-" + machine.name(), slot);
    History history = History.none(origin.point());
    List<Change> changes = new ArrayList<>();
    story.keys().forEach(key -> changes.add(gated(key)));
    story.changes().forEach(change -> changes.add(CHANGES.get(change)));
    for (Change change : changes) {
      Optional<Origin> first = history.events().isEmpty() ? Optional.of(origin) : Optional.empty();
      boolean follows =
          history.point().map(point -> point.state().after(change).isPresent()).orElse(true);
      if (follows) {
        history =
            catalogue.append(history, Samples.next(history, first, change, SLOT)).orElseThrow();
      }
    }
  }

  private static Change gated(int key) {
    return Samples.gated(
        Samples.secret("kv-prod", "bek" + key, key), Samples.key("kv-prod", "kek", key), SLOT);
  }

  private static Container points() {
    return world.azure().blobs().container(LocalAzure.ACCOUNT, "points");
  }

  private static Container work() {
    return world.azure().blobs().container(LocalAzure.ACCOUNT, "work");
  }
}
