package io.keyhold.backup;

import io.keyhold.domain.Action;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The copies of one point, one step further (design.md, Rule 1): the gate before each of them, what
 * becomes of them, and the record of it. It competes for the number of the next event like every
 * writer.
 */
final class CopyCourse {

  private final CopyGate gate;
  private final CopyWatch watch;
  private final CopyStart start;
  private final CopyPast past;
  private final CopyEnd end;
  private final Grace grace;
  private final PointWriter writer;
  private final InstantSource clock;

  CopyCourse(
      CopyGate gate,
      CopyWatch watch,
      CopyStart start,
      CopyPast past,
      CopyEnd end,
      Grace grace,
      PointWriter writer,
      InstantSource clock) {
    this.gate = gate;
    this.watch = watch;
    this.start = start;
    this.past = past;
    this.end = end;
    this.grace = grace;
    this.writer = writer;
    this.clock = clock;
  }

  /** The same history, if its point waits for copies. */
  static Optional<History> isWaiting(History history) {
    return history
        .point()
        .filter(point -> point.state() == PointState.TAKEN)
        .filter(point -> point.copyTarget().isPresent() && !point.passedOver())
        .map(point -> history);
  }

  /** One step of a point that is taken, waits for its copies, and whose turn it is. */
  CopyOutcome begin(String run, History history, CopyWish wish, CopyTurn turn) {
    RecoveryPoint point = history.point().orElseThrow();
    Optional<Problem> never =
        CopyTargets.impossible(point, point.copyTarget().orElseThrow())
            .or(() -> past.overtaken(wish, point))
            .or(() -> watch.sourceGone(point));
    if (never.isPresent()) {
      return end.notCopied(run, history, List.of(never.get()), false);
    }
    Optional<Event> failed = lastFailure(point);
    if (failed.isPresent() && somethingIsLeft(point)) {
      return grace.isOver(failed.get().at(), point.origin())
          ? end.notCopied(run, history, point.causes(), false)
          : new CopyOutcome.Waits(point.causes()); // for the sweep, which alone may delete
    }
    return send(run, history, CopyRound.beforeAny(point), turn);
  }

  /** One step of a point whose copies are under way. */
  CopyOutcome goOn(String run, History history, CopyTurn turn) {
    RecoveryPoint point = history.point().orElseThrow();
    CopyRound round = CopyRound.of(point, watch);
    if (round.broken().isPresent()) {
      boolean again = round.broken().get().again() && CopyAttempt.of(point).mayRepeat();
      return end.notCopied(run, history, round.causes(), again);
    }
    if (round.allWhole()) {
      return end.whole(run, history, round.whole());
    }
    return round.missing().isEmpty()
        ? new CopyOutcome.Runs(round, Optional.empty())
        : send(run, history, round, turn);
  }

  private CopyOutcome send(String run, History history, CopyRound round, CopyTurn turn) {
    RecoveryPoint before = history.point().orElseThrow();
    CopyAttempt attempt = CopyAttempt.of(before);
    if (attempt.open(clock.instant())) {
      return send(run, history, before, round, turn);
    }
    if (attempt.tooManyGates()) {
      return end.notCopied(run, history, List.of(notStarted(before, round)), false);
    }
    Change.CopyGated look = gate.look(run, before);
    if (!look.decision().positive()) {
      return negative(run, history, attempt, look);
    }
    History gated = writer.append(history, run, before.origin(), look);
    return send(run, gated, gated.point().orElseThrow(), round, turn);
  }

  /** Lets copies leave, as the last event allows it. */
  private CopyOutcome send(
      String run, History gated, RecoveryPoint point, CopyRound round, CopyTurn turn) {
    CopyStart.Sent sent = start.send(point, round.missing(), turn);
    CopyAttempt attempt = CopyAttempt.of(point);
    if (sent.trouble().isPresent() && grace.isOver(attempt.begun().orElseThrow(), point.origin())) {
      List<Problem> causes = List.of(sent.trouble().get(), notStarted(point, round));
      return end.notCopied(run, gated, causes, attempt.mayRepeat());
    }
    return new CopyOutcome.Runs(round.sent(sent.number()), sent.trouble());
  }

  /** Only what was not known before is recorded, and a wait only once: ticks come every minute. */
  private CopyOutcome negative(
      String run, History history, CopyAttempt attempt, Change.CopyGated look) {
    RecoveryPoint point = history.point().orElseThrow();
    Instant since = attempt.negativeSince().orElse(clock.instant());
    History after =
        attempt.negativeSince().isEmpty() || news(attempt.lastGate().orElseThrow(), look)
            ? writer.append(history, run, point.origin(), look)
            : history;
    return grace.isOver(since, point.origin())
        ? end.notCopied(run, after, look.decision().causes(), false)
        : new CopyOutcome.Waits(look.decision().causes());
  }

  private static boolean news(Change.CopyGated before, Change.CopyGated look) {
    return look.decision().action() != Action.WAIT && !codes(before).equals(codes(look));
  }

  private static List<Code> codes(Change.CopyGated gated) {
    return gated.decision().causes().stream().map(Problem::code).distinct().sorted().toList();
  }

  private boolean somethingIsLeft(RecoveryPoint point) {
    return CopyRound.of(point, watch).missing().size() < point.snapshots().size();
  }

  private static Optional<Event> lastFailure(RecoveryPoint point) {
    return point.events().reversed().stream()
        .filter(event -> event.change() instanceof Change.NotCopied)
        .findFirst();
  }

  private static Problem notStarted(RecoveryPoint point, CopyRound round) {
    return new Problem(
        Code.COPY_NOT_STARTED,
        point.id().value(),
        "%d of %d copies had still to be asked for when the time was over"
            .formatted(round.missing().size(), point.snapshots().size()));
  }
}
