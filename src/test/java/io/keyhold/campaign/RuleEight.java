package io.keyhold.campaign;

import io.keyhold.domain.Change;
import io.keyhold.domain.Event;
import io.keyhold.domain.Finding;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * design.md's rule 8 once more, in the words of that page and from the recorded events alone. It
 * calls nothing of retention.
 */
final class RuleEight {

  private static final Duration WAITS = Duration.ofDays(14);

  private final List<String> wrongs = new ArrayList<>();

  private RuleEight() {}

  /** Every point of all that is marked, or has expired, and should not be. */
  static List<String> check(List<RecoveryPoint> all) {
    RuleEight rule = new RuleEight();
    Map<String, List<RecoveryPoint>> machines = new HashMap<>();
    all.forEach(
        point ->
            machines.computeIfAbsent(point.origin().vmId(), none -> new ArrayList<>()).add(point));
    machines.values().forEach(rule::machine);
    all.forEach(rule::time);
    return rule.wrongs;
  }

  private void machine(List<RecoveryPoint> points) {
    List<RecoveryPoint> good =
        points.stream()
            .filter(point -> has(point, Change.Taken.class).isPresent())
            .sorted(Comparator.comparing((RecoveryPoint point) -> point.id().value()).reversed())
            .toList();
    for (int rank = 0; rank < good.size(); rank++) {
      RecoveryPoint point = good.get(rank);
      if (rank < point.origin().policy().keep().atLeast() && goes(point)) {
        wrongs.add(
            "number " + (rank + 1) + " from the newest is " + point.state() + ": " + point.id());
      }
    }
    good.stream()
        .filter(RuleEight::isProvable)
        .findFirst()
        .filter(RuleEight::goes)
        .ifPresent(
            last -> wrongs.add("the last provable one is " + last.state() + ": " + last.id()));
  }

  private static boolean goes(RecoveryPoint point) {
    return point.state() == PointState.EXPIRING || point.state() == PointState.EXPIRED;
  }

  /** Complete, and the last look before it at its keys found all of them. */
  private static boolean isProvable(RecoveryPoint point) {
    List<Verdict> last = List.of();
    boolean complete = false;
    for (Event event : point.events()) {
      if (event.change() instanceof Change.Gated gated) {
        last = gated.verdicts();
      }
      if (event.change() instanceof Change.CopyGated gated) {
        last = gated.verdicts();
      }
      complete |= event.change() instanceof Change.Completed;
    }
    return complete
        && !last.isEmpty()
        && last.stream()
            .map(Verdict::finding)
            .allMatch(
                found ->
                    found instanceof Finding.Available
                        || found instanceof Finding.AvailableWithWarning);
  }

  /** Marked not before its time, and expired fourteen days after its last mark. */
  private void time(RecoveryPoint point) {
    Instant end =
        point.origin().slot().plus(Duration.ofDays(point.origin().policy().keep().days()));
    Optional<Instant> marked = Optional.empty();
    for (Event event : point.events()) {
      if (event.change() instanceof Change.Expiring) {
        marked = Optional.of(event.at());
        if (event.at().isBefore(end)) {
          wrongs.add(point.id() + " was marked " + event.at() + " and is kept until " + end);
        }
      }
      if (event.change() instanceof Change.Kept) {
        marked = Optional.empty();
      }
      if (event.change() instanceof Change.Expired
          && marked.filter(at -> !event.at().isBefore(at.plus(WAITS))).isEmpty()) {
        wrongs.add(point.id() + " expired " + event.at() + " and was marked " + marked);
      }
    }
  }

  private static Optional<Event> has(RecoveryPoint point, Class<? extends Change> kind) {
    return point.events().stream().filter(event -> kind.isInstance(event.change())).findFirst();
  }
}
