package io.keyhold.restore;

import io.keyhold.domain.Capacity;
import io.keyhold.domain.Code;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Look;
import io.keyhold.domain.Sku;
import java.util.List;
import java.util.Optional;

/** The region has the size and the kinds of disks, in the zone, and the quotas leave room. */
final class CapacityCheck implements Check {

  private final Capacity capacity;

  CapacityCheck(Capacity capacity) {
    this.capacity = capacity;
  }

  @Override
  public void look(String restore, Blueprint plan, Findings findings) {
    diskZones(plan, findings);
    Optional<Sku> size = plan.whole() ? size(plan, findings) : Optional.empty();
    findings
        .seen(
            capacity.quotas(plan.subscription(), plan.region()),
            plan.region(),
            "the quotas",
            () -> noQuotas(plan, findings))
        .ifPresent(quotas -> Quotas.check(quotas, size, plan, findings));
  }

  private static void noQuotas(Blueprint plan, Findings findings) {
    findings.notLookedAt(plan.region(), "Azure lists no quotas of this region");
  }

  private Optional<Sku> size(Blueprint plan, Findings findings) {
    MachineShape shape = MachineShape.of(plan);
    if (shape.size().isEmpty()) {
      return Optional.empty();
    }
    String name = shape.size().get();
    Look<Sku> look = sku(plan, Capacity.MACHINES, name);
    Optional<Sku> size =
        findings.seen(
            look,
            name,
            "the sizes of " + plan.region(),
            () ->
                findings.forbid(
                    Code.SIZE_NOT_AVAILABLE, name, plan.region() + " has no size " + name));
    size.ifPresent(found -> SizeFit.check(found, shape, plan, findings));
    return size;
  }

  /** A zone that was asked for, or recorded, has to have the kinds of the disks. */
  private void diskZones(Blueprint plan, Findings findings) {
    List<DiskRecord> zonal =
        plan.disks().stream().filter(disk -> plan.zone(disk).isPresent()).toList();
    for (DiskRecord disk : zonal) {
      Optional<String> kind = disk.traits().sku();
      kind.ifPresent(name -> diskZone(name, plan.zone(disk).orElseThrow(), plan, findings));
    }
  }

  private void diskZone(String kind, String zone, Blueprint plan, Findings findings) {
    findings
        .seen(
            sku(plan, Capacity.DISKS, kind),
            kind,
            "the zones of " + plan.region(),
            () -> findings.notLookedAt(kind, "Azure lists no such disks in " + plan.region()))
        .filter(sku -> !sku.isIn(zone))
        .ifPresent(
            sku ->
                findings.forbid(
                    Code.ZONE_NOT_AVAILABLE,
                    kind,
                    "zone " + zone + " of " + plan.region() + " has no disks of this kind"));
  }

  private Look<Sku> sku(Blueprint plan, String type, String name) {
    return capacity.sku(plan.subscription(), plan.region(), type, name);
  }
}
