package io.keyhold.retention;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Snapshots.Snapshot;
import io.keyhold.domain.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The snapshots and copies in the policies' groups whose point came to nothing, whatever the
 * markers of open points say. A snapshot whose point has no event at all is left and reported: no
 * backup asks for a snapshot before its first event, so the catalogue is another one than it was,
 * or the tag was copied; deleting would destroy what the right catalogue knows.
 */
final class SnapshotGroups {

  private static final List<PointState> CAME_TO_NOTHING =
      List.of(PointState.REFUSED, PointState.FAILED, PointState.ABANDONED);

  private final Catalogue catalogue;
  private final Snapshots snapshots;
  private final Leftovers leftovers;
  private final InstantSource clock;

  SnapshotGroups(
      Catalogue catalogue, Snapshots snapshots, Leftovers leftovers, InstantSource clock) {
    this.catalogue = catalogue;
    this.snapshots = snapshots;
    this.leftovers = leftovers;
    this.clock = clock;
  }

  private record Group(String subscription, String name) {}

  void sweep(PolicyBook book, Instant until, Report report) {
    Set<PointId> dead = new HashSet<>();
    CAME_TO_NOTHING.forEach(state -> dead.addAll(catalogue.withState(state)));
    KnownPoints known = new KnownPoints(catalogue);
    for (Group group : groups(book)) {
      report.trying(() -> sweep(group, dead, known, until, report));
    }
  }

  private void sweep(
      Group group, Set<PointId> dead, KnownPoints known, Instant until, Report report) {
    Optional<String> continuation = Optional.empty();
    do {
      if (clock.instant().isAfter(until)) {
        return;
      }
      Snapshots.Page page = snapshots.in(group.subscription(), group.name(), continuation);
      for (Snapshot snapshot : page.snapshots()) {
        report.trying(() -> sweep(snapshot, dead, known, report));
      }
      continuation = page.continuation();
    } while (continuation.isPresent());
  }

  private void sweep(Snapshot snapshot, Set<PointId> dead, KnownPoints known, Report report) {
    Optional<PointId> point = Tags.value(snapshot.tags(), Tags.POINT).flatMap(PointId::parse);
    if (point.isEmpty()) {
      return;
    }
    if (dead.contains(point.get())) {
      leftovers.delete(point.get(), snapshot, report);
    } else if (old(point.get()) && !known.contains(point.get())) {
      report.problem(Leftovers.notOurs(snapshot, "the catalogue has no point " + point.get()));
    }
  }

  private boolean old(PointId point) {
    return !clock.instant().isBefore(point.slot().plus(Endings.UNTOUCHED));
  }

  private static Set<Group> groups(PolicyBook book) {
    Set<Group> groups = new LinkedHashSet<>();
    for (Policy policy : book.policies()) {
      for (String subscription : policy.subscriptions()) {
        groups.add(new Group(folded(subscription), folded(policy.snapshots().resourceGroup())));
        policy
            .copy()
            .map(target -> new Group(folded(subscription), folded(target.resourceGroup())))
            .ifPresent(groups::add);
      }
    }
    return groups;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
