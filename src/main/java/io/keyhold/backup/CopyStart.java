package io.keyhold.backup;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Tags;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for copies, each only while the recorded gate lets it leave. */
final class CopyStart {

  private final Snapshots snapshots;
  private final CopyGate gate;
  private final InstantSource clock;

  CopyStart(Snapshots snapshots, CopyGate gate, InstantSource clock) {
    this.snapshots = snapshots;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param number how many were asked for
   * @param trouble why the next one could not be asked for; empty where there was no time left
   */
  record Sent(int number, Optional<Problem> trouble) {}

  /** Asks for what is missing, as long as there is time; a later tick asks for the rest. */
  Sent send(RecoveryPoint point, List<SnapshotRecord> missing, CopyTurn turn) {
    Policy.CopyTarget target = point.copyTarget().orElseThrow();
    CopyAttempt attempt = CopyAttempt.of(point);
    boolean doubled = target.diskEncryptionSet().flatMap(gate::doubled).orElse(false);
    int number = 0;
    for (SnapshotRecord source : missing) {
      if (!turn.goesOn() || !attempt.open(clock.instant())) {
        return new Sent(number, Optional.empty());
      }
      try {
        snapshots.startCopy(wanted(point, target, source, doubled));
        number++;
      } catch (CloudFailure failure) {
        return new Sent(number, Optional.of(failure.problem()));
      }
    }
    return new Sent(number, Optional.empty());
  }

  private static Snapshots.WantedCopy wanted(
      RecoveryPoint point, Policy.CopyTarget target, SnapshotRecord source, boolean doubled) {
    ArmId copy = target.copy(point.id(), source);
    return new Snapshots.WantedCopy(
        copy,
        source.snapshot(),
        target.region(),
        target.diskEncryptionSet(),
        doubled,
        point.origin().policy().snapshots().networkAccess(),
        Map.of(Tags.POINT, point.id().value()));
  }
}
