package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Code;
import io.keyhold.domain.Dependency;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Finding;
import io.keyhold.domain.KeyCheck;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Tags;
import io.keyhold.domain.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether a restore can succeed, and changes nothing. Keys that are unavailable or lost
 * forbid it; unknown and unverified ones are listed and it goes on, for a restore never decrypts.
 */
public final class Preflight {

  /**
   * What it found.
   *
   * @param keys the verdict about every key of the chosen disks, as of now
   * @param disks what would be made
   */
  public record Result(List<Verdict> keys, List<Problem> problems, List<Restore.Target> disks) {
    public boolean allowed() {
      return problems.isEmpty();
    }
  }

  private final Catalogue catalogue;
  private final Snapshots snapshots;
  private final Disks disks;
  private final KeyCheck keys;

  public Preflight(Catalogue catalogue, Snapshots snapshots, Disks disks, KeyCheck keys) {
    this.catalogue = catalogue;
    this.snapshots = snapshots;
    this.disks = disks;
    this.keys = keys;
  }

  /**
   * @param restore the id of the restore that asks: names which it took itself are not taken
   */
  public Result check(String restore, RestoreRequest request) {
    Optional<RecoveryPoint> found = catalogue.read(request.point()).point();
    if (found.isEmpty()) {
      return none(
          new Problem(
              Code.NOT_FOUND,
              request.point().value(),
              "there is no recovery point " + request.point()));
    }
    RecoveryPoint point = found.get();
    List<Problem> problems = new ArrayList<>();
    general(request, point, problems);
    if (!problems.isEmpty()) {
      return new Result(List.of(), problems, List.of());
    }
    List<DiskRecord> chosen = chosen(request, point, problems);
    List<Restore.Target> targets = targets(restore, request, point, chosen, problems);
    List<Verdict> verdicts = verdicts(request, chosen, problems);
    return new Result(verdicts, problems, targets);
  }

  private static Result none(Problem problem) {
    return new Result(List.of(), List.of(problem), List.of());
  }

  private static void general(RestoreRequest request, RecoveryPoint point, List<Problem> problems) {
    if (request.mode() == RestoreRequest.Mode.MACHINE) {
      problems.add(
          new Problem(Code.MODE_NOT_AVAILABLE, "mode", "the mode machine is not available yet"));
    }
    if (!point.state().canBeRestored()) {
      problems.add(
          new Problem(
              Code.NOT_RESTORABLE,
              point.id().value(),
              "the recovery point is in state " + point.state().word()));
    }
    String home = point.disks().isEmpty() ? "" : point.disks().get(0).traits().region();
    request
        .target()
        .region()
        .filter(region -> !region.equalsIgnoreCase(home))
        .ifPresent(
            region ->
                problems.add(
                    new Problem(Code.NO_COPY_IN_REGION, region, "there is no copy in " + region)));
  }

  private static List<DiskRecord> chosen(
      RestoreRequest request, RecoveryPoint point, List<Problem> problems) {
    if (request.luns().isEmpty()) {
      return point.disks();
    }
    List<DiskRecord> chosen = new ArrayList<>();
    for (Lun lun : request.luns()) {
      Optional<DiskRecord> disk = point.disk(lun);
      if (disk.isEmpty()) {
        problems.add(
            new Problem(
                Code.NO_SUCH_DISK, lun.label(), "the recovery point has no disk " + lun.label()));
      }
      disk.ifPresent(chosen::add);
    }
    return chosen;
  }

  private List<Restore.Target> targets(
      String restore,
      RestoreRequest request,
      RecoveryPoint point,
      List<DiskRecord> chosen,
      List<Problem> problems) {
    List<Restore.Target> targets = new ArrayList<>();
    for (DiskRecord disk : chosen) {
      ArmId wanted = request.disk(disk.disk().subscription(), disk.lun());
      if (takenByAnother(wanted, restore)) {
        problems.add(
            new Problem(Code.NAME_TAKEN, wanted.value(), wanted.name() + " exists already"));
      }
      Optional<SnapshotRecord> snapshot = point.snapshot(disk.lun());
      if (snapshot.isEmpty() || !isStill(snapshot.get())) {
        String name = point.id().snapshotName(disk.lun());
        problems.add(new Problem(Code.SNAPSHOT_GONE, name, "the snapshot " + name + " is gone"));
      }
      snapshot.ifPresent(
          from -> targets.add(new Restore.Target(disk.lun(), from.snapshot(), wanted)));
    }
    return targets;
  }

  private boolean isStill(SnapshotRecord recorded) {
    return snapshots
        .read(recorded.snapshot())
        .filter(snapshot -> snapshot.uniqueId().equals(recorded.uniqueId()))
        .isPresent();
  }

  private boolean takenByAnother(ArmId disk, String restore) {
    return disks
        .status(disk)
        .filter(status -> !Tags.value(status.tags(), Tags.RESTORE).equals(Optional.of(restore)))
        .isPresent();
  }

  private List<Verdict> verdicts(
      RestoreRequest request, List<DiskRecord> chosen, List<Problem> problems) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Dependency dependency : dependencies(request, chosen)) {
      verdicts.addAll(keys.check(dependency, KeyRules.Check.METADATA));
    }
    for (Verdict verdict : verdicts) {
      if (forbids(verdict.finding())) {
        problems.addAll(verdict.finding().problems());
      }
    }
    return verdicts;
  }

  /** The restored disks live under the target's set, where one is asked for. */
  private static List<Dependency> dependencies(RestoreRequest request, List<DiskRecord> chosen) {
    Optional<ArmId> other = request.target().diskEncryptionSet();
    return RecoveryPoint.dependencies(chosen).stream()
        .flatMap(
            dependency ->
                dependency instanceof Dependency.EncryptionSet && other.isPresent()
                    ? List.of(dependency, new Dependency.EncryptionSet(other.get())).stream()
                    : List.of(dependency).stream())
        .distinct()
        .toList();
  }

  private static boolean forbids(Finding finding) {
    return switch (finding) {
      case Finding.Available available -> false;
      case Finding.AvailableWithWarning warned -> false;
      case Finding.Unavailable unavailable -> true;
      case Finding.Lost lost -> true;
      case Finding.Unknown unknown -> false;
      case Finding.Unverified unverified -> false;
    };
  }
}
