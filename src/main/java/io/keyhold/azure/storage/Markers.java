package io.keyhold.azure.storage;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Change;
import io.keyhold.domain.Dependency;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Due;
import io.keyhold.domain.History;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Origin;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Text;
import io.keyhold.domain.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The index in {@code work}: empty blobs whose names say what there is, listed by prefix. They are
 * only hints, written before their event, so that no event is ever without them.
 */
final class Markers {

  private Markers() {}

  static String machine(String vmId) {
    return "index/machine/" + folded(vmId) + "/";
  }

  static String state(PointState state, String vmId) {
    return state(state) + folded(vmId) + "/";
  }

  static String state(PointState state) {
    return "index/state/" + state.word() + "/";
  }

  /** By the instant first, so that a run lists what its time has come for and no more. */
  static String due(Due.What what) {
    return "index/due/" + what.word() + "/";
  }

  static String due(Due due) {
    return due(due.what()) + PointId.prefix(due.from()) + "/" + due.vmId() + "/" + due.point();
  }

  /** What a marker says, if it is one of these. */
  static Optional<Due> due(Due.What what, String marker) {
    String[] parts = marker.substring(due(what).length()).split("/", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    Optional<Instant> from = PointId.instant(parts[0]);
    Optional<PointId> point = PointId.parse(parts[2]);
    return from.isPresent() && point.isPresent()
        ? Optional.of(new Due(what, from.get(), parts[1], point.get()))
        : Optional.empty();
  }

  /** By the hash of the name: an ARM id has slashes, and may be longer than a blob's name. */
  static String name(ArmId machine) {
    return "index/name/" + Text.sha256(machine.folded()) + "/";
  }

  static String key(KeyRef key) {
    return "index/key/" + Text.sha256(key.object().toLowerCase(Locale.ROOT)) + "/";
  }

  /** The names of the markers that {@code now} implies and {@code before} did not. */
  static Set<String> added(Optional<RecoveryPoint> before, RecoveryPoint now) {
    Set<String> markers = all(now);
    before.map(Markers::all).ifPresent(markers::removeAll);
    return markers;
  }

  /**
   * The names of the markers that the point has collected so far, but not of these states. Events
   * that cannot follow the ones before them add none.
   */
  static Set<String> ever(History history, Set<PointState> but) {
    Set<String> markers = new LinkedHashSet<>();
    List<RecoveryPoint> points = sofar(history);
    for (RecoveryPoint point : points) {
      markers.addAll(lasting(point));
      if (!but.contains(point.state())) {
        markers.add(state(point));
      }
    }
    points.stream()
        .reduce((older, newer) -> newer)
        .flatMap(Due::of)
        .map(Markers::due)
        .ifPresent(markers::add);
    return markers;
  }

  /** The point after each of its events. */
  private static List<RecoveryPoint> sofar(History history) {
    List<RecoveryPoint> points = new ArrayList<>();
    try {
      for (int events = 1; events <= history.events().size(); events++) {
        RecoveryPoint.fold(history.id(), history.events().subList(0, events))
            .ifPresent(points::add);
      }
    } catch (BrokenChainException impossible) {
      return points;
    }
    return points;
  }

  private static Set<String> all(RecoveryPoint point) {
    Set<String> markers = new LinkedHashSet<>(lasting(point));
    markers.add(state(point));
    Due.of(point).ifPresent(due -> markers.add(due(due)));
    return markers;
  }

  private static String state(RecoveryPoint point) {
    return state(point.state(), point.origin().vmId()) + point.id();
  }

  private static Set<String> lasting(RecoveryPoint point) {
    PointId id = point.id();
    Origin origin = point.origin();
    Set<String> markers = new LinkedHashSet<>();
    markers.add(machine(origin.vmId()) + id);
    markers.add(name(origin.machine()) + folded(origin.vmId()));
    keys(point).forEach(key -> markers.add(key(key) + id));
    return markers;
  }

  /** Of every look of the gate, not just the last: an older one may have named another key. */
  private static Stream<KeyRef> keys(RecoveryPoint point) {
    return point.events().stream().flatMap(event -> keys(event.change()));
  }

  private static Stream<KeyRef> keys(Change change) {
    if (change instanceof Change.Gated gated) {
      return Stream.concat(needed(gated.disks()), checked(gated.verdicts()));
    }
    return change instanceof Change.CopyGated gated ? checked(gated.verdicts()) : Stream.empty();
  }

  private static Stream<KeyRef> needed(List<DiskRecord> disks) {
    return RecoveryPoint.dependencies(disks).stream()
        .flatMap(
            dependency ->
                switch (dependency) {
                  case Dependency.ExactSecret needed -> Stream.of(needed.secret());
                  case Dependency.ExactKey needed -> Stream.of(needed.kek());
                  case Dependency.EncryptionSet set -> Stream.empty();
                  case Dependency.Elsewhere kept -> Stream.empty();
                  case Dependency.CloudLink cloudLink -> Stream.empty();
                });
  }

  /** The keys of disk encryption sets stand only in the verdicts. */
  private static Stream<KeyRef> checked(List<Verdict> verdicts) {
    return verdicts.stream().flatMap(verdict -> KeyRef.parse(verdict.key()).stream());
  }

  private static String folded(String vmId) {
    return vmId.toLowerCase(Locale.ROOT);
  }
}
