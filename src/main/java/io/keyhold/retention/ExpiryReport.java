package io.keyhold.retention;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one run of expiry did, and what it could not do; it goes on after a failure. */
public final class ExpiryReport {

  private final List<PointId> expiring = new ArrayList<>();
  private final Set<PointId> kept = new LinkedHashSet<>();
  private final List<PointId> expired = new ArrayList<>();
  private final List<ArmId> deleted = new ArrayList<>();
  private final Set<Problem> problems = new LinkedHashSet<>();

  ExpiryReport() {}

  /** Points that were marked; nothing of them is deleted yet. */
  public List<PointId> expiring() {
    return List.copyOf(expiring);
  }

  /** Points that were marked before and stay after all. */
  public List<PointId> kept() {
    return List.copyOf(kept);
  }

  /** Points that can no longer be restored. */
  public List<PointId> expired() {
    return List.copyOf(expired);
  }

  /** Snapshots and copies. */
  public List<ArmId> deleted() {
    return List.copyOf(deleted);
  }

  /** Why something was left as it is, each once. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  void expiring(PointId point) {
    expiring.add(point);
  }

  void kept(PointId point) {
    kept.add(point);
  }

  /** What was kept in this run is not marked by it again. */
  boolean wasKept(PointId point) {
    return kept.contains(point);
  }

  void expired(PointId point) {
    expired.add(point);
  }

  void deleted(ArmId snapshot) {
    deleted.add(snapshot);
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  /** Does one piece of the work, true when it could be done; the next run does again what fails. */
  boolean trying(Runnable piece) {
    try {
      piece.run();
      return true;
    } catch (BrokenChainException broken) {
      problems.add(broken.problem());
    } catch (CloudFailure failure) {
      problems.addAll(failure.problems());
    }
    return false;
  }
}
