package io.keyhold.backup;

import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import java.util.List;
import java.util.Optional;

/** Where the copies of a point stand after a step. */
sealed interface CopyOutcome {

  /** Copies run, or have still to leave. */
  record Runs(CopyRound round, Optional<Problem> trouble) implements CopyOutcome {}

  /** Nothing may leave yet. */
  record Waits(List<Problem> causes) implements CopyOutcome {
    public Waits {
      causes = List.copyOf(causes);
    }
  }

  /**
   * They are complete, or came to nothing; the point says which.
   *
   * @param remarks what must be known all the same
   */
  record Ended(RecoveryPoint point, List<Problem> remarks) implements CopyOutcome {
    public Ended {
      remarks = List.copyOf(remarks);
    }
  }
}
