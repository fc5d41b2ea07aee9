package io.keyhold.backup;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Change;
import io.keyhold.domain.CopyRecord;
import io.keyhold.domain.History;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Snapshots.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records how the copies of a point ended. */
final class CopyEnd {

  private final CopyGate gate;
  private final CopyWatch watch;
  private final KitWriter kits;
  private final PointWriter writer;

  CopyEnd(CopyGate gate, CopyWatch watch, KitWriter kits, PointWriter writer) {
    this.gate = gate;
    this.watch = watch;
    this.kits = kits;
    this.writer = writer;
  }

  /**
   * All are whole: the point is complete, if they are encrypted as was meant. A source that is gone
   * by now is a remark, for the copies are all there is.
   */
  CopyOutcome whole(String run, History history, Map<SnapshotRecord, Snapshot> copies) {
    RecoveryPoint point = history.point().orElseThrow();
    Optional<ArmId> set = point.copyTarget().flatMap(Policy.CopyTarget::diskEncryptionSet);
    Optional<Boolean> doubled = set.flatMap(gate::doubled);
    List<Problem> wrong = new ArrayList<>();
    List<CopyRecord> records = new ArrayList<>();
    copies.forEach(
        (source, copy) -> {
          CopyEncryption.wrong(point, copy, doubled).ifPresent(wrong::add);
          records.add(
              new CopyRecord(
                  source.lun(), copy.id(), copy.uniqueId(), copy.sizeBytes(), copy.atRest()));
        });
    if (!wrong.isEmpty()) {
      return notCopied(run, history, wrong, false);
    }
    List<Problem> remarks = watch.sourceGone(point).stream().toList();
    Change.Completed completed = new Change.Completed(records);
    kits.before(history, completed);
    History done = writer.append(history, run, point.origin(), completed);
    return new CopyOutcome.Ended(done.point().orElseThrow(), remarks);
  }

  /**
   * They came to nothing.
   *
   * @param again whether they will be tried once more
   */
  CopyOutcome notCopied(String run, History history, List<Problem> causes, boolean again) {
    RecoveryPoint point = history.point().orElseThrow();
    History ended =
        writer.append(history, run, point.origin(), new Change.NotCopied(causes, again));
    return new CopyOutcome.Ended(ended.point().orElseThrow(), List.of());
  }
}
