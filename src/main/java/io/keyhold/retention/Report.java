package io.keyhold.retention;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Problem;
import java.util.ArrayList;
import java.util.List;

/** What one sweep did, and what it could not do; it goes on after a failure. */
public final class Report {

  private final List<PointId> abandoned = new ArrayList<>();
  private final List<ArmId> deleted = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  Report() {}

  public List<PointId> abandoned() {
    return List.copyOf(abandoned);
  }

  public List<ArmId> deleted() {
    return List.copyOf(deleted);
  }

  /** Points and snapshots that were left as they are, and why. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  void abandoned(PointId point) {
    abandoned.add(point);
  }

  void deleted(ArmId snapshot) {
    deleted.add(snapshot);
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  /** Does one piece of the work; the next sweep does again what fails. */
  void trying(Runnable piece) {
    try {
      piece.run();
    } catch (BrokenChainException broken) {
      problems.add(broken.problem());
    } catch (CloudFailure failure) {
      problems.addAll(failure.problems());
    }
  }
}
