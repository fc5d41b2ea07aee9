package io.keyhold.restore;

import io.keyhold.domain.Code;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Snapshots;
import java.util.Optional;

/** The point has the disks that are asked for, and their snapshots or copies are still there. */
final class SourceCheck implements Check {

  private final Snapshots snapshots;

  SourceCheck(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public void look(String restore, Blueprint plan, Findings findings) {
    for (Lun lun : plan.unknown()) {
      findings.forbid(
          Code.NO_SUCH_DISK, lun.label(), "the recovery point has no disk " + lun.label());
    }
    for (DiskRecord disk : plan.disks()) {
      look(disk, plan, findings);
    }
  }

  private void look(DiskRecord disk, Blueprint plan, Findings findings) {
    Optional<Blueprint.Source> source = plan.source(disk);
    if (source.filter(from -> snapshots.isThere(from.snapshot(), from.uniqueId())).isEmpty()) {
      String name =
          source
              .map(from -> from.snapshot().name())
              .orElseGet(() -> plan.point().id().snapshotName(disk.lun()));
      findings.forbid(Code.SNAPSHOT_GONE, name, "the snapshot " + name + " is gone");
    }
  }
}
