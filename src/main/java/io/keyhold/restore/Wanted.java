package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Disks;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Tags;
import io.keyhold.domain.VirtualMachines;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is asked for, from what the point recorded and what the caller wants otherwise. */
final class Wanted {

  /** Azure allows 50 tags; two are the restore's own. */
  private static final int TAGS = 48;

  private static final String OURS = "keyhold-";

  private Wanted() {}

  /**
   * @param doubled whether the disk's set, where it has one, takes the platform's key as well
   */
  static Disks.Wanted disk(
      Restore restore, Restore.Target target, RecoveryPoint point, boolean doubled) {
    Blueprint plan = new Blueprint(restore.request(), point);
    DiskRecord recorded = point.disk(target.lun()).orElseThrow();
    return new Disks.Wanted(
        target.disk(),
        target.snapshot(),
        plan.region(),
        recorded.traits().sku(),
        plan.zone(recorded),
        plan.set(recorded),
        doubled,
        point.origin().policy().snapshots().networkAccess(),
        marks(restore));
  }

  static NetworkInterfaces.Wanted nic(Restore restore, ArmId nic, RecoveryPoint point) {
    return new NetworkInterfaces.Wanted(
        nic,
        restore.request().subnet().orElseThrow(),
        new Blueprint(restore.request(), point).region(),
        marks(restore));
  }

  static VirtualMachines.Wanted machine(
      Restore restore,
      Restore.MachineTarget target,
      RecoveryPoint point,
      Optional<VirtualMachines.DualPass> dualPass) {
    Blueprint plan = new Blueprint(restore.request(), point);
    MachineShape shape = MachineShape.of(plan);
    return new VirtualMachines.Wanted(
        target.machine(),
        plan.region(),
        shape.zone(),
        shape.size().orElseThrow(),
        shape.osType().orElseThrow(),
        shape.model().flatMap(MachineModel::diskController),
        target.nic(),
        restore.disks().stream().map(disk -> attached(disk, shape)).toList(),
        shape.security(),
        shape.model().flatMap(MachineModel::licenseType),
        shape.model().flatMap(MachineModel::plan),
        shape.model().filter(MachineModel::ultraDisks).isPresent(),
        dualPass,
        tags(restore, shape));
  }

  private static VirtualMachines.Attached attached(Restore.Target disk, MachineShape shape) {
    Optional<MachineModel.DiskUse> use = shape.use(disk.lun());
    return new VirtualMachines.Attached(
        disk.lun(),
        disk.disk(),
        use.flatMap(MachineModel.DiskUse::caching),
        use.filter(MachineModel.DiskUse::writeAccelerator).isPresent());
  }

  /**
   * The recorded tags without Keyhold's own: the twin is backed up, beside the machine or in its
   * place, once somebody gives it the tag of a policy, and not before.
   */
  private static Map<String, String> tags(Restore restore, MachineShape shape) {
    Map<String, String> tags = new LinkedHashMap<>();
    shape
        .model()
        .map(MachineModel::tags)
        .map(TreeMap::new)
        .orElseGet(TreeMap::new)
        .entrySet()
        .stream()
        .filter(tag -> !tag.getKey().toLowerCase(Locale.ROOT).startsWith(OURS))
        .limit(TAGS)
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
    tags.putAll(marks(restore));
    return tags;
  }

  private static Map<String, String> marks(Restore restore) {
    return Map.of(Tags.RESTORE, restore.id(), Tags.POINT, restore.request().point().value());
  }
}
