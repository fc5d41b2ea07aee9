package io.keyhold.restore;

import io.keyhold.domain.Code;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Signal;
import java.time.Instant;
import java.util.Optional;

/** What a change of a restore is worth saying: that it began, and how it ended. */
final class RestoreSignals {

  private RestoreSignals() {}

  static Optional<Signal> of(Restore before, Restore now) {
    if (before.state() == now.state()) {
      return Optional.empty();
    }
    Instant at = now.lastStep();
    Signal.Restoring restore =
        new Signal.Restoring(
            now.id(),
            now.request().point(),
            now.request().mode().word(),
            now.group().value(),
            now.requestedBy());
    return switch (now.state()) {
      case NOT_STARTED -> Optional.empty();
      case RUNNING -> Optional.of(new Signal.RestoreStarted(at, restore));
      case SUCCEEDED -> Optional.of(new Signal.RestoreSucceeded(at, restore));
      case FAILED -> Optional.of(new Signal.RestoreFailed(at, restore, cause(now)));
      case CANCELED -> Optional.of(new Signal.RestoreCanceled(at, restore));
    };
  }

  private static Problem cause(Restore failed) {
    return failed
        .problem()
        .orElseGet(() -> new Problem(Code.RESTORE_FAILED, failed.id(), "no cause was recorded"));
  }
}
