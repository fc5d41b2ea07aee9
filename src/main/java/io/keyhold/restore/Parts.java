package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Cloud;
import io.keyhold.domain.Disks;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.Made;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SetReading;
import io.keyhold.domain.VirtualMachines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that a restore makes, in stages: a stage begins when the one before it is ready. */
final class Parts {

  private final Catalogue catalogue;
  private final Disks disks;
  private final NetworkInterfaces nics;
  private final VirtualMachines machines;
  private final EncryptionSets sets;
  private final DualPasses dualPasses;

  Parts(Cloud cloud) {
    this.catalogue = cloud.catalogue();
    this.disks = cloud.disks();
    this.nics = cloud.networkInterfaces();
    this.machines = cloud.virtualMachines();
    this.sets = cloud.encryptionSets();
    this.dualPasses = new DualPasses(cloud.vaults());
  }

  /**
   * The stage that the restore has reached, and those after it. A stage is reached when something
   * of it was asked for, for that is noted first and happens only after the stages before are
   * ready.
   */
  List<List<Part>> ahead(Restore restore) {
    List<List<Part>> stages = stages(restore);
    int reached = stages.size() - 1;
    while (reached > 0 && stages.get(reached).stream().noneMatch(part -> asked(restore, part))) {
      reached--;
    }
    return stages.subList(reached, stages.size());
  }

  private static boolean asked(Restore restore, Part part) {
    return restore.steps().stream().anyMatch(step -> step.what().equals(part.asking()));
  }

  /** The disks together; then the network interface; then the machine. */
  private List<List<Part>> stages(Restore restore) {
    List<List<Part>> stages = new ArrayList<>();
    stages.add(
        restore.disks().stream().<Part>map(target -> new DiskPart(restore, target)).toList());
    restore
        .machine()
        .ifPresent(
            target -> {
              stages.add(List.of(new NicPart(restore, target.nic())));
              stages.add(List.of(new MachinePart(restore, target)));
            });
    return stages;
  }

  /** All of them, in the order in which they can be removed. */
  List<Part> backwards(Restore restore) {
    return stages(restore).reversed().stream().flatMap(List::stream).toList();
  }

  /**
   * Why nothing can be made any more. A point that expired while its restore was being accepted is
   * seen here, for the restore is on record by now: expiry either saw that and keeps the snapshots,
   * or had written its event before.
   */
  Optional<Problem> notRestorable(Restore restore) {
    return Preflight.notRestorable(point(restore));
  }

  private RecoveryPoint point(Restore restore) {
    return catalogue.read(restore.request().point()).point().orElseThrow();
  }

  private final class DiskPart implements Part {
    private final Restore restore;
    private final Restore.Target target;

    DiskPart(Restore restore, Restore.Target target) {
      this.restore = restore;
      this.target = target;
    }

    @Override
    public ArmId id() {
      return target.disk();
    }

    @Override
    public String what() {
      return "the disk " + id().name();
    }

    @Override
    public Optional<Made> look() {
      return disks.status(id());
    }

    @Override
    public void ask() {
      RecoveryPoint point = point(restore);
      disks.create(Wanted.disk(restore, target, point, doubled(point)));
    }

    /** Of another set than the recorded one, only the set itself says how it encrypts. */
    private boolean doubled(RecoveryPoint point) {
      return restore
          .request()
          .target()
          .diskEncryptionSet()
          .map(set -> sets.read(set) instanceof SetReading.Found found && found.doubled())
          .orElseGet(
              () ->
                  new Blueprint(restore.request(), point)
                      .doubled(point.disk(target.lun()).orElseThrow()));
    }

    @Override
    public void remove() {
      disks.delete(id());
    }
  }

  private final class NicPart implements Part {
    private final Restore restore;
    private final ArmId id;

    NicPart(Restore restore, ArmId id) {
      this.restore = restore;
      this.id = id;
    }

    @Override
    public ArmId id() {
      return id;
    }

    @Override
    public String what() {
      return "the network interface " + id.name();
    }

    @Override
    public Optional<Made> look() {
      return nics.status(id);
    }

    @Override
    public void ask() {
      nics.create(Wanted.nic(restore, id, point(restore)));
    }

    @Override
    public void remove() {
      nics.delete(id);
    }
  }

  private final class MachinePart implements Part {
    private final Restore restore;
    private final Restore.MachineTarget target;
    private Optional<VirtualMachines.Status> seen = Optional.empty();

    MachinePart(Restore restore, Restore.MachineTarget target) {
      this.restore = restore;
      this.target = target;
    }

    @Override
    public ArmId id() {
      return target.machine();
    }

    @Override
    public String what() {
      return "the machine " + id().name();
    }

    @Override
    public Optional<Made> look() {
      seen = machines.status(id());
      return seen.map(VirtualMachines.Status::made);
    }

    @Override
    public Optional<String> trouble() {
      return seen.flatMap(VirtualMachines.Status::trouble);
    }

    /** Azure starts every machine that it makes; this one was wanted stopped. */
    @Override
    public Optional<String> left() {
      return seen.filter(status -> !status.deallocated())
          .map(status -> "asked for " + what() + " to be stopped");
    }

    @Override
    public void settle() {
      machines.deallocate(id());
    }

    @Override
    public void ask() {
      RecoveryPoint point = point(restore);
      machines.create(
          Wanted.machine(
              restore, target, point, dualPasses.of(new Blueprint(restore.request(), point))));
    }

    @Override
    public void remove() {
      machines.delete(id());
    }
  }
}
