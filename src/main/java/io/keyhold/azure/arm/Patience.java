package io.keyhold.azure.arm;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Waiting;
import java.time.Duration;
import java.util.Optional;

/** What is left of the time that one operation may take. */
public final class Patience {

  /** A pause where Azure names none, which is the rule for deletes. */
  public static final Duration USUAL = Duration.ofSeconds(2);

  /** Longer pauses than this are not kept: a queue's message must not be held for ever. */
  static final Duration LONGEST = Duration.ofSeconds(60);

  /**
   * All pauses together; then the run ends with a time-out, and the next one finds what is there.
   */
  static final Duration ALL = Duration.ofMinutes(10);

  private final ArmId subject;
  private final Waiting waiting;
  private Duration left = ALL;

  Patience(ArmId subject, Waiting waiting) {
    this.subject = subject;
    this.waiting = waiting;
  }

  /**
   * Waits as long as Azure asks.
   *
   * @param asked zero counts as not said: it is what a recording has for any value
   */
  void pause(Optional<Duration> asked) {
    Duration pause = asked.filter(Duration::isPositive).orElse(USUAL);
    pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    left = left.minus(pause);
    if (left.isNegative()) {
      throw new CloudFailure(
          new Problem(
              Code.CLOUD_TIMEOUT,
              subject.value(),
              "not finished after " + ALL.toMinutes() + " minutes"));
    }
    waiting.pause(pause);
  }
}
