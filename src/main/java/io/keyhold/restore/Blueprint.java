package io.keyhold.restore;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.CopyRecord;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.GroupId;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Region;
import io.keyhold.domain.SnapshotRecord;
import java.util.List;
import java.util.Optional;

/**
 * What a restore makes, and of what: worked out of the point and the request alone, so that
 * pre-flight and work see the same.
 */
record Blueprint(RestoreRequest request, RecoveryPoint point) {

  /**
   * The snapshot, or its copy, that a disk is made from.
   *
   * @param uniqueId tells it from another of its name
   * @param atRest what encrypts it, and encrypts the disk unless another set is asked for
   */
  record Source(ArmId snapshot, String uniqueId, AtRest atRest) {}

  boolean whole() {
    return request.mode() == RestoreRequest.Mode.MACHINE;
  }

  /** The region of the machine; empty for a point without disks. */
  private String home() {
    return point.disks().isEmpty() ? "" : point.disks().get(0).traits().region();
  }

  /** Where the restored disks are. */
  String region() {
    return request.target().region().filter(region -> !Region.same(region, home())).orElse(home());
  }

  /** True when they are made in another region, of the copies there. */
  boolean fromCopies() {
    return !Region.same(region(), home());
  }

  /** True when the region is the machine's, or that of the point's copies. */
  boolean regionHasCopies() {
    return !fromCopies()
        || point
            .copyTarget()
            .map(Policy.CopyTarget::region)
            .filter(copies -> Region.same(copies, region()))
            .isPresent();
  }

  String subscription() {
    return point.disks().isEmpty()
        ? point.origin().machine().subscription()
        : point.disks().get(0).disk().subscription();
  }

  GroupId group() {
    return new GroupId(subscription(), request.target().resourceGroup());
  }

  /** The disks to restore, as far as the point has them. */
  List<DiskRecord> disks() {
    return request.luns().isEmpty()
        ? point.disks()
        : point.disks().stream().filter(disk -> request.luns().contains(disk.lun())).toList();
  }

  Optional<DiskRecord> osDisk() {
    return disks().stream().filter(disk -> disk.lun().isOs()).findFirst();
  }

  /** LUNs that were asked for and that the point does not have. */
  List<Lun> unknown() {
    return request.luns().stream().filter(lun -> point.disk(lun).isEmpty()).toList();
  }

  /** Empty when the point has no snapshot of the disk, or no copy of it in another region. */
  Optional<Source> source(DiskRecord disk) {
    return fromCopies()
        ? point.copy(disk.lun()).filter(copy -> regionHasCopies()).map(Blueprint::copied)
        : point.snapshot(disk.lun()).map(snapshot -> own(snapshot, disk));
  }

  private static Source copied(CopyRecord copy) {
    return new Source(copy.copy(), copy.uniqueId(), copy.atRest());
  }

  private static Source own(SnapshotRecord snapshot, DiskRecord disk) {
    return new Source(snapshot.snapshot(), snapshot.uniqueId(), disk.encryption().atRest());
  }

  /** What encrypts the source. */
  AtRest atRest(DiskRecord disk) {
    return source(disk).map(Source::atRest).orElse(disk.encryption().atRest());
  }

  /** The set that the restored disk is encrypted under, if it is under one. */
  Optional<ArmId> set(DiskRecord disk) {
    return request
        .target()
        .diskEncryptionSet()
        .or(
            () ->
                switch (atRest(disk)) {
                  case AtRest.PlatformKey platform -> Optional.empty();
                  case AtRest.CustomerKey customer -> Optional.of(customer.set());
                });
  }

  /** Whether the source's own set takes the platform's key as well. */
  boolean doubled(DiskRecord disk) {
    return atRest(disk) instanceof AtRest.CustomerKey customer && customer.doubled();
  }

  /**
   * Zones of different regions have nothing to do with one another, so a recorded zone counts at
   * home only. A machine's disks stand in its zone (azure-facts.md §2.5), but for zone-redundant
   * ones, which stand in all.
   */
  Optional<String> zone(DiskRecord disk) {
    if (!whole()) {
      return request.target().zone().or(() -> disk.traits().zone().filter(zone -> !fromCopies()));
    }
    boolean redundant = disk.traits().sku().filter(sku -> sku.endsWith("_ZRS")).isPresent();
    return MachineShape.of(this).zone().filter(zone -> !redundant);
  }

  /** The id of the disk that is made of this one. */
  ArmId target(DiskRecord disk) {
    return request.disk(disk.disk().subscription(), disk.lun());
  }

  /** The network interface and the machine to be made, where a machine is asked for. */
  Optional<Restore.MachineTarget> machineTarget() {
    return whole() ? Optional.of(request.machine(subscription())) : Optional.empty();
  }
}
