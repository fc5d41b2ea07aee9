package io.keyhold.retention;

import io.keyhold.domain.Action;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.CopyPlan;
import io.keyhold.domain.CopyRecord;
import io.keyhold.domain.Decision;
import io.keyhold.domain.Event;
import io.keyhold.domain.Finding;
import io.keyhold.domain.History;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Origin;
import io.keyhold.domain.PointId;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Snapshots.Snapshot;
import io.keyhold.domain.Verdict;
import io.keyhold.domain.contract.Samples;
import io.keyhold.fake.FakeWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Points of some age in a {@link FakeWorld}, as backups leave them, with their snapshots. */
final class Aged {

  /** How a slot ended. */
  enum Ending {
    COMPLETE,
    UNPROVEN,
    COPIED,
    TAKEN,
    COPYING,
    REFUSED,
    FAILED,
    HELD,
    GATED
  }

  private final FakeWorld world;

  Aged(FakeWorld world) {
    this.world = world;
  }

  static Policy policy(String name, int days, int atLeast) {
    return new Policy(
        name,
        List.of(Samples.SUBSCRIPTION),
        new Policy.Schedule("0 2 * * *", ZoneOffset.UTC),
        new Policy.SnapshotTarget("keyhold-snapshots", Policy.NetworkAccess.DENY_ALL),
        Optional.of(new Policy.CopyTarget("northeurope", "keyhold-copies", Optional.empty(), true)),
        new Policy.Keep(days, atLeast),
        KeyRules.defaults(Set.of("kv-prod")));
  }

  /** One slot, so many days before now; what it was completed at is an hour after it. */
  PointId point(String vm, Policy policy, int days, Ending ending) {
    Instant slot = world.clock.instant().minus(Duration.ofDays(days)).minusSeconds(7_200);
    return point(vm, policy, slot, ending);
  }

  PointId point(String vm, Policy policy, Instant slot, Ending ending) {
    Origin origin =
        new Origin(Samples.id("virtualMachines", vm), "vm-" + vm, policy, slot, Optional.empty());
    PointId id = origin.point();
    History history = History.none(id);
    for (Change change : changes(policy, id, slot, ending)) {
      Optional<Origin> first = history.events().isEmpty() ? Optional.of(origin) : Optional.empty();
      Event event =
          Samples.next(
              history, first, change, slot.plusSeconds(60L * (history.events().size() + 1)));
      history = world.catalogue.append(history, event).orElseThrow();
    }
    return id;
  }

  private List<Change> changes(Policy policy, PointId id, Instant slot, Ending ending) {
    Change.Gated available =
        Samples.gated(Samples.secret("kv-prod", "bek", 1), Samples.key("kv-prod", "kek", 1), slot);
    Change taken = new Change.Taken(List.of(source(policy, id)));
    Problem cause = new Problem(Code.KEY_DISABLED, "https://kv-prod.vault.azure.net", "disabled");
    Change.CopyGated copyGated =
        new Change.CopyGated(
            List.of(new CopyPlan(Lun.OS, copyId(id))),
            available.verdicts(),
            new Decision(Action.PROCEED, List.of()));
    return switch (ending) {
      case COMPLETE -> List.of(available, taken, new Change.Completed());
      case UNPROVEN -> List.of(unverified(available, cause), taken, new Change.Completed());
      case COPIED -> List.of(available, taken, copyGated, new Change.Completed(List.of(copy(id))));
      case TAKEN -> List.of(available, taken);
      case COPYING -> List.of(available, taken, copyGated);
      case REFUSED -> List.of(available, new Change.Refused(List.of(cause)));
      case FAILED -> List.of(available, new Change.Failed(cause));
      case HELD -> List.of(available, new Change.Held(List.of(source(policy, id)), List.of(cause)));
      case GATED -> List.of(available);
    };
  }

  private static Change.Gated unverified(Change.Gated gated, Problem cause) {
    Verdict first = gated.verdicts().getFirst();
    Verdict other =
        new Verdict(first.key(), first.version(), new Finding.Unverified(cause), first.checkedAt());
    return new Change.Gated(gated.disks(), List.of(other), gated.decision());
  }

  static ArmId copyId(PointId id) {
    return ArmId.compute(
        Samples.SUBSCRIPTION, "keyhold-copies", "snapshots", id.snapshotName(Lun.OS));
  }

  static ArmId sourceId(Policy policy, PointId id) {
    return policy.snapshots().snapshot(id, Samples.id("disks", "os-disk"), Lun.OS);
  }

  private SnapshotRecord source(Policy policy, PointId id) {
    ArmId snapshot = sourceId(policy, id);
    put(snapshot, id, "unique-" + snapshot.name());
    return new SnapshotRecord(Lun.OS, snapshot, "unique-" + snapshot.name(), 1L << 30);
  }

  private CopyRecord copy(PointId id) {
    put(copyId(id), id, "unique-copy-" + id);
    return new CopyRecord(
        Lun.OS, copyId(id), "unique-copy-" + id, 1L << 30, new AtRest.PlatformKey());
  }

  /** A snapshot under this id, with the point's tag. */
  void put(ArmId snapshot, PointId id, String uniqueId) {
    world.snapshots.put(
        new Snapshot(
            snapshot,
            uniqueId,
            Optional.empty(),
            1L << 30,
            true,
            new AtRest.PlatformKey(),
            List.of(),
            Map.of("keyhold-point", id.value())));
  }
}
