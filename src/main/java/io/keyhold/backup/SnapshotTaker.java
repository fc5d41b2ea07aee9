package io.keyhold.backup;

import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Detection;
import io.keyhold.domain.DiskEncryption;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Snapshots.Snapshot;
import io.keyhold.domain.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes one snapshot of each disk, under names that follow from the point's id. */
public final class SnapshotTaker {

  /**
   * After this long the next disk is left to another delivery of the message, which finds what is
   * there already: the host ends the whole process after ten minutes (functionTimeout), and what
   * the gate saw gets old. Only Azure's limits, or a very large machine, make it so long.
   */
  static final Duration LONGEST = Duration.ofMinutes(6);

  private final Snapshots snapshots;
  private final InstantSource clock;

  public SnapshotTaker(Snapshots snapshots, InstantSource clock) {
    this.snapshots = snapshots;
    this.clock = clock;
  }

  /**
   * What was taken.
   *
   * @param disks the records, with the encryption that the snapshots themselves show
   */
  record Taken(List<SnapshotRecord> snapshots, List<DiskRecord> disks) {}

  Taken take(PointId point, List<DiskRecord> disks, Policy policy) {
    List<SnapshotRecord> taken = new ArrayList<>();
    List<DiskRecord> shown = new ArrayList<>();
    Instant begun = clock.instant();
    for (DiskRecord disk : disks) {
      if (Duration.between(begun, clock.instant()).compareTo(LONGEST) > 0) {
        throw givenBack(disk, taken.size(), disks.size());
      }
      Snapshot snapshot = snapshots.take(wanted(point, disk, policy));
      sameDisk(disk, snapshot);
      taken.add(
          new SnapshotRecord(disk.lun(), snapshot.id(), snapshot.uniqueId(), snapshot.sizeBytes()));
      shown.add(GateKeeper.withEncryption(disk, shownBy(snapshot, disk)));
    }
    return new Taken(taken, shown);
  }

  private static CloudFailure givenBack(DiskRecord disk, int taken, int all) {
    return new CloudFailure(
        new Problem(
            Code.CLOUD_THROTTLED,
            disk.disk().value(),
            "%d of %d snapshots were taken in %d minutes; the rest follows"
                .formatted(taken, all, LONGEST.toMinutes())));
  }

  /** The first of these snapshots that is not there any more, or not the one that was recorded. */
  Optional<Problem> missing(List<SnapshotRecord> recorded) {
    return snapshots.missing(recorded);
  }

  private static Snapshots.Wanted wanted(PointId point, DiskRecord disk, Policy policy) {
    return new Snapshots.Wanted(
        policy.snapshots().snapshot(point, disk.disk(), disk.lun()),
        disk.disk(),
        disk.traits().region(),
        policy.snapshots().networkAccess(),
        Map.of(Tags.POINT, point.value()));
  }

  /** A disk that was made anew under its name is another disk (azure-facts.md §2.1). */
  private static void sameDisk(DiskRecord disk, Snapshot snapshot) {
    boolean other = snapshot.sourceUniqueId().filter(id -> !id.equals(disk.uniqueId())).isPresent();
    if (other) {
      throw new CloudFailure(
          new Problem(
              Code.DISK_GONE,
              disk.disk().value(),
              "the snapshot is of another disk that had this name"));
    }
  }

  /** Key references on the snapshot count more than what the machine showed before. */
  private static DiskEncryption shownBy(Snapshot snapshot, DiskRecord disk) {
    InGuest inGuest =
        snapshot.volumes().isEmpty()
            ? disk.encryption().inGuest()
            : Detection.azureDiskEncryption(snapshot.id(), snapshot.volumes());
    return new DiskEncryption(snapshot.atRest(), inGuest);
  }
}
