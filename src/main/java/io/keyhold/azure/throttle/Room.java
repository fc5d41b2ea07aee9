package io.keyhold.azure.throttle;

import java.time.Duration;
import java.time.Instant;

/**
 * How much room one limit leaves. Calls reserve ahead, in the order in which they come; a
 * reservation that is not there yet says how long to wait for it. Guarded by the lock of {@link
 * Throttle}.
 *
 * <p>What the service says wins. Its number is older than its answer, though: whatever was not
 * answered yet when that call left may or may not be counted in it, so all of it is taken off.
 * Several processes under one identity share a limit without knowing of each other; each sees the
 * others in that number, which sinks faster than it thought. So that it never sinks to nothing, a
 * twentieth of the bucket is left alone, and the deeper it sinks into that, the longer everybody
 * waits. The same carries a limit that turns out to be a fixed window over to its next one.
 */
final class Room {

  private static final double LEFT_ALONE = 0.05;
  private static final double SLOWEST = 1.0 / 16;
  private static final double RECOVERY = 1.02;

  private final boolean told;
  private Limit limit;
  private double tokens;
  private double pace = 1;
  private Instant at;
  private Instant closedUntil = Instant.MIN;
  private long reserved;
  private long ended;
  private int refusals;

  /**
   * @param told whether the service's answers say what is left
   */
  Room(Limit limit, boolean told, Instant now) {
    this.limit = limit;
    this.told = told;
    this.tokens = limit.calls();
    this.at = now;
  }

  /** How long a call that came now would have to wait. */
  Duration ahead(Instant now) {
    refill(now);
    double missing = leftAlone() - (tokens - 1);
    Duration wait =
        missing > 0
            ? Duration.ofNanos((long) (missing / (limit.perSecond() * pace) * 1e9))
            : Duration.ZERO;
    Duration closed = closed(now);
    return wait.compareTo(closed) > 0 ? wait : closed;
  }

  /** How long the service has said that it takes nothing more. */
  Duration closed(Instant now) {
    return closedUntil.isAfter(now) ? Duration.between(now, closedUntil) : Duration.ZERO;
  }

  void reserve() {
    tokens -= 1;
    reserved++;
  }

  /** The call leaves; what it gets has to be given back with its end. */
  long sent() {
    return ended;
  }

  /** A call has ended, and nothing was said about what is left. */
  void ended() {
    ended++;
  }

  /** A call has ended, and the service said that so much is left. */
  void ended(long endedWhenSent, double remaining, Instant now) {
    ended++;
    told(reserved - endedWhenSent - 1, remaining, now);
  }

  /** A call that had reserved nothing has ended, and the service said that so much is left. */
  void overheard(double remaining, Instant now) {
    told(reserved - ended, remaining, now);
  }

  private void told(long perhapsNotCounted, double remaining, Instant now) {
    limit = limit.seen(remaining);
    tokens = Math.min(limit.calls(), remaining - perhapsNotCounted);
    at = now;
  }

  /** A call was let in: after a refusal the pace comes back step by step. */
  void letIn() {
    refusals = 0;
    pace = Math.min(1, pace * RECOVERY);
  }

  /**
   * Refused in spite of all: nobody calls for this long, and where no answer says what is left, at
   * half the pace from then on.
   */
  void refused(Duration wait, Instant now) {
    if (!closedUntil.isAfter(now)) {
      refusals++;
      pace = told ? pace : Math.max(SLOWEST, pace / 2);
    }
    tokens = Math.min(tokens, 0);
    Instant until = now.plus(wait);
    closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
  }

  /** Refusals in a row, before this one. */
  int refusals() {
    return refusals;
  }

  private double leftAlone() {
    return told ? limit.calls() * LEFT_ALONE : 0;
  }

  private void refill(Instant now) {
    double seconds = Duration.between(at, now).toNanos() / 1e9;
    if (seconds > 0) {
      tokens = Math.min(limit.calls(), tokens + seconds * limit.perSecond() * pace);
      at = now;
    }
  }
}
