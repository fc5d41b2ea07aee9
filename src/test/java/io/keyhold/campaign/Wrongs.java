package io.keyhold.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.Change;
import io.keyhold.domain.Finding;
import io.keyhold.domain.PointId;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Verdict;
import io.keyhold.e2e.RuleOne;
import io.keyhold.e2e.TestStage;
import io.keyhold.functions.UseCases;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.retention.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the rules of design.md say about a healthy machine's slot, whatever happened to the calls:
 * in words, every rule that does not hold.
 */
final class Wrongs {

  private final LocalAzure azure;
  private final List<RecoveryPoint> points;
  private final List<String> wrongs = new ArrayList<>();

  private Wrongs(LocalAzure azure, List<RecoveryPoint> points) {
    this.azure = azure;
    this.points = points;
  }

  /**
   * @param points every point of the day
   * @param slots how many slots of machines the day had
   */
  static List<String> of(LocalAzure azure, List<RecoveryPoint> points, int slots) {
    Wrongs wrongs = new Wrongs(azure, points);
    wrongs.wrongs.addAll(RuleOne.check(azure).violations());
    wrongs.oneRecordEach(slots);
    points.forEach(wrongs::nothingUnknownIsShownAsMissing);
    points.forEach(wrongs::whatCanBeRestoredIsThere);
    wrongs.noOrphanThatASweepWouldLeave();
    return wrongs.wrongs;
  }

  private void oneRecordEach(int slots) {
    if (points.size() != slots) {
      wrongs.add(slots + " slots have " + points.size() + " points");
    }
    for (RecoveryPoint point : points) {
      if (!point.state().isFinal()) {
        wrongs.add(point.id() + " ended as " + point.state().word());
      }
    }
  }

  /** Every key is there and enabled, so whoever says otherwise took silence for an answer. */
  private void nothingUnknownIsShownAsMissing(RecoveryPoint point) {
    point.events().stream()
        .map(event -> event.change())
        .filter(Change.Gated.class::isInstance)
        .flatMap(change -> ((Change.Gated) change).verdicts().stream())
        .filter(Wrongs::saysMissing)
        .forEach(verdict -> wrongs.add(verdict.key() + " is shown as " + verdict.finding()));
  }

  private static boolean saysMissing(Verdict verdict) {
    return verdict.finding() instanceof Finding.Unavailable
        || verdict.finding() instanceof Finding.Lost;
  }

  private void whatCanBeRestoredIsThere(RecoveryPoint point) {
    if (!point.state().canBeRestored()) {
      return;
    }
    if (point.snapshots().size() != point.disks().size()) {
      wrongs.add(point.id() + " has " + point.snapshots().size() + " snapshots");
    }
    for (SnapshotRecord snapshot : point.snapshots()) {
      boolean same =
          azure
              .compute()
              .find(snapshot.snapshot().value())
              .filter(
                  found ->
                      found.at("/properties/uniqueId").asText().equals(snapshot.uniqueId())
                          || !found.at("/properties").has("uniqueId"))
              .isPresent();
      if (!same) {
        wrongs.add(snapshot.snapshot() + " is recorded and does not exist");
      }
    }
  }

  /** Every snapshot belongs to a point, and no disk has two of one point. */
  private void noOrphanThatASweepWouldLeave() {
    Set<String> known = new HashSet<>();
    points.forEach(point -> known.add(point.id().value()));
    Map<String, Set<String>> sources = new HashMap<>();
    for (String id : azure.compute().ids("snapshots")) {
      if (!ofToday(id)) {
        continue;
      }
      ObjectNode snapshot = azure.compute().find(id).orElseThrow();
      String point = snapshot.at("/tags/keyhold-point").asText();
      if (known.contains(point)) {
        String disk = snapshot.at("/properties/creationData/sourceResourceId").asText();
        if (!sources.computeIfAbsent(point, none -> new HashSet<>()).add(disk)) {
          wrongs.add("two snapshots of " + disk + " for " + point);
        }
      } else {
        wrongs.add(id + " belongs to no point");
      }
    }
  }

  private boolean ofToday(String snapshot) {
    String day = PointId.prefix(azure.clock().instant()).substring(0, 8);
    return snapshot.contains("/kh-" + day);
  }

  /**
   * Snapshots that are still there after a sweep a day later, and that no point can be restored
   * from.
   */
  static List<String> orphansAfterASweep(TestStage stage, UseCases useCases) {
    stage.azure.faults().clear();
    stage.azure.clock().advance(Duration.ofDays(1));
    Report report = useCases.sweep().sweep("sweep");
    List<String> orphans = new ArrayList<>();
    report.problems().forEach(problem -> orphans.add("the sweep said: " + problem));
    for (String id : stage.azure.compute().ids("snapshots")) {
      String tag = stage.azure.compute().find(id).orElseThrow().at("/tags/keyhold-point").asText();
      boolean needed =
          PointId.parse(tag)
              .flatMap(useCases.points()::find)
              .filter(point -> point.state().canBeRestored())
              .filter(
                  point ->
                      point.snapshots().stream()
                          .anyMatch(made -> made.snapshot().value().equalsIgnoreCase(id)))
              .isPresent();
      if (!needed) {
        orphans.add("an orphan after the sweep: " + id);
      }
    }
    return orphans;
  }
}
