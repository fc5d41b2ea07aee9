package io.keyhold.fake;

import io.keyhold.backup.BackupDelivery;
import io.keyhold.backup.CopyReport;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.Change;
import io.keyhold.domain.Event;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Lun;
import io.keyhold.domain.PointId;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.functions.UseCases;
import io.keyhold.retention.Report;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ticks, deliveries and sweeps in a {@link FakeWorld}, as the timers and the queue bring them. */
public final class Rounds {

  private final FakeWorld world;
  private final UseCases useCases;
  private int sweeps;

  public Rounds(FakeWorld world) {
    this.world = world;
    this.useCases = world.useCases();
  }

  /** A machine whose disk's key is disabled, under a policy that holds. */
  public static FakeWorld holding() {
    FakeWorld world = new FakeWorld();
    world.rules(holdingRules());
    world.keys.disabled(FakeWorld.bek(1));
    world.machine("a", FakeWorld.ade("a-os", Lun.OS, FakeWorld.bek(1), Optional.empty()));
    return world;
  }

  public static KeyRules holdingRules() {
    return new KeyRules(
        Set.of("kv-prod"),
        KeyRules.Check.METADATA,
        KeyRules.Stop.HOLD,
        KeyRules.Stop.HOLD,
        KeyRules.DEFAULT_GRACE,
        KeyRules.Tolerance.PROCEED,
        KeyRules.Tolerance.PROCEED);
  }

  public List<BackupOrder> orders(String run) {
    return useCases.backupTick().tick(run).orders();
  }

  /** One tick, and every message that it sends delivered once. */
  public List<RecoveryPoint> tick(String run) {
    return orders(run).stream().map(this::deliver).toList();
  }

  public RecoveryPoint deliver(BackupOrder order) {
    return switch (useCases.backupMachine().deliver(order, 1)) {
      case BackupDelivery.Result.Done done -> done.point();
      case BackupDelivery.Result.Dropped dropped -> throw new AssertionError(dropped.cause());
      case BackupDelivery.Result.Again again -> throw new AssertionError(again.cause());
    };
  }

  /** A delivery that may fail. */
  public BackupDelivery.Result attempt(BackupOrder order) {
    return useCases.backupMachine().deliver(order, 1);
  }

  public Report sweep() {
    return useCases.sweep().sweep("sweep-" + ++sweeps);
  }

  /** One tick of the copies. */
  public CopyReport copies(String run) {
    return useCases.copyAdvance().advance(run);
  }

  public RecoveryPoint point(PointId id) {
    return world.catalogue.read(id).point().orElseThrow();
  }

  public static List<String> words(RecoveryPoint point) {
    return point.events().stream().map(Event::change).map(Change::word).toList();
  }
}
