package io.keyhold.backup;

import io.keyhold.domain.Change;
import io.keyhold.domain.Event;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The attempt to copy that a point is in: its events since the last one that came to nothing.
 *
 * @param failures how many attempts came to nothing before
 * @param gates the looks of the copies' gate in this one, in order
 */
record CopyAttempt(int failures, List<Event> gates) {

  /** So often all copies of a point are tried. */
  static final int ATTEMPTS = 3;

  /** A look that lets copies leave is recorded every few minutes; nobody needs more of them. */
  private static final int MOST_GATES = 200;

  /**
   * Rule 1: what a copy leaves on is at most ten minutes old. Two minutes less, because the request
   * itself may have to be sent again.
   */
  static final Duration FRESH = Duration.ofMinutes(8);

  static CopyAttempt of(RecoveryPoint point) {
    List<Event> events = point.events();
    int failures = 0;
    int from = 0;
    for (int index = 0; index < events.size(); index++) {
      if (events.get(index).change() instanceof Change.NotCopied) {
        failures++;
        from = index;
      }
    }
    return new CopyAttempt(
        failures,
        events.subList(from, events.size()).stream()
            .filter(event -> event.change() instanceof Change.CopyGated)
            .toList());
  }

  boolean mayRepeat() {
    return failures + 1 < ATTEMPTS;
  }

  boolean tooManyGates() {
    return gates.size() >= MOST_GATES;
  }

  /** When the first look was. */
  Optional<Instant> begun() {
    return gates.stream().findFirst().map(Event::at);
  }

  Optional<Change.CopyGated> lastGate() {
    return gates.isEmpty() ? Optional.empty() : Optional.of(gate(gates.getLast()));
  }

  /** Since when every look has been negative; empty when the last one was not. */
  Optional<Instant> negativeSince() {
    return gates.reversed().stream()
        .takeWhile(event -> !gate(event).decision().positive())
        .reduce((later, earlier) -> earlier)
        .map(Event::at);
  }

  /** True when the last look lets copies leave at this moment. */
  boolean open(Instant now) {
    return !gates.isEmpty()
        && gate(gates.getLast()).decision().positive()
        && now.isBefore(oldest(gates.getLast()).plus(FRESH));
  }

  private static Instant oldest(Event gated) {
    return gate(gated).verdicts().stream()
        .map(Verdict::checkedAt)
        .filter(checked -> checked.isBefore(gated.at()))
        .reduce(gated.at(), (one, other) -> one.isBefore(other) ? one : other);
  }

  private static Change.CopyGated gate(Event event) {
    return (Change.CopyGated) event.change();
  }
}
