package io.keyhold.restore;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Cloud;
import io.keyhold.domain.Code;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.KeyCheck;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks whether a restore can succeed, and changes nothing. All problems are found at once, each
 * kind by a {@link Check} of its own.
 */
public final class Preflight {

  /**
   * What it found.
   *
   * @param keys the verdict about every key of the chosen disks, as of now
   * @param problems what forbids the restore
   * @param remarks what must be known and does not forbid it, such as what could not be looked at
   * @param disks what would be made
   * @param machine what would be made of them
   */
  public record Result(
      List<Verdict> keys,
      List<Problem> problems,
      List<Problem> remarks,
      List<Restore.Target> disks,
      Optional<Restore.MachineTarget> machine) {
    public Result {
      keys = List.copyOf(keys);
      problems = List.copyOf(problems);
      remarks = List.copyOf(remarks);
      disks = List.copyOf(disks);
    }

    public boolean allowed() {
      return problems.isEmpty();
    }
  }

  private final Catalogue catalogue;
  private final KeyVerdicts keys;
  private final List<Check> checks;

  public Preflight(Cloud cloud, KeyCheck keys) {
    this.catalogue = cloud.catalogue();
    this.keys = new KeyVerdicts(keys);
    this.checks =
        List.of(
            new SourceCheck(cloud.snapshots()),
            new NameCheck(
                new RestoreNames(
                    cloud.documents(), new RestoreStore(cloud.documents(), looking -> {})),
                cloud.disks(),
                cloud.networkInterfaces(),
                cloud.virtualMachines()),
            new TargetCheck(cloud.resourceGroups()),
            new ShapeCheck(),
            new SubnetCheck(cloud.subnets(), cloud.resourceGroups()),
            new SetCheck(cloud.encryptionSets()),
            new VaultCheck(cloud.vaults()),
            new CapacityCheck(cloud.capacity()));
  }

  /**
   * @param restore the id of the restore that asks: names which it took itself are not taken
   */
  public Result check(String restore, RestoreRequest request) {
    Optional<RecoveryPoint> point = catalogue.read(request.point()).point();
    if (point.isEmpty()) {
      return none(
          new Problem(
              Code.NOT_FOUND,
              request.point().value(),
              "there is no recovery point " + request.point()));
    }
    Blueprint plan = new Blueprint(request, point.get());
    return hopeless(plan).map(Preflight::none).orElseGet(() -> check(restore, plan));
  }

  /** What leaves nothing else to be looked at. */
  private static Optional<Problem> hopeless(Blueprint plan) {
    Optional<Problem> state = notRestorable(plan.point());
    if (state.isPresent()) {
      return state;
    }
    boolean copied = plan.disks().stream().allMatch(disk -> plan.source(disk).isPresent());
    return plan.fromCopies() && !copied
        ? Optional.of(
            new Problem(
                Code.NO_COPY_IN_REGION, plan.region(), "there is no copy in " + plan.region()))
        : Optional.empty();
  }

  /** Why a point in its state cannot be restored. */
  static Optional<Problem> notRestorable(RecoveryPoint point) {
    return point.state().canBeRestored()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Code.NOT_RESTORABLE,
                point.id().value(),
                "the recovery point is in state " + point.state().word()));
  }

  private Result check(String restore, Blueprint plan) {
    Findings findings = new Findings();
    checks.forEach(check -> check.look(restore, plan, findings));
    List<Verdict> verdicts = keys.look(plan, findings);
    return new Result(
        verdicts,
        findings.problems(),
        findings.remarks(),
        plan.disks().stream().flatMap(disk -> target(disk, plan)).toList(),
        plan.machineTarget());
  }

  private static Stream<Restore.Target> target(DiskRecord disk, Blueprint plan) {
    return plan.source(disk).stream()
        .map(from -> new Restore.Target(disk.lun(), from.snapshot(), plan.target(disk)));
  }

  private static Result none(Problem problem) {
    return new Result(List.of(), List.of(problem), List.of(), List.of(), Optional.empty());
  }
}
