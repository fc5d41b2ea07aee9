package io.keyhold.e2e;

import io.keyhold.access.CheckAccess;
import io.keyhold.access.Installation;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.backup.BackupNow;
import io.keyhold.backup.BackupTick;
import io.keyhold.backup.CopyAdvance;
import io.keyhold.functions.UseCases;
import io.keyhold.restore.MachineList;
import io.keyhold.restore.PointList;
import io.keyhold.restore.RestoreDesk;
import io.keyhold.restore.RestoreRunner;
import io.keyhold.restore.RestoreStore;
import io.keyhold.retention.Expire;
import io.keyhold.retention.ExpiryDesk;
import io.keyhold.retention.RebuildIndex;
import io.keyhold.retention.Sweep;
import java.util.function.Function;

/** The use cases of all three apps, each under the identity of the app that it belongs to. */
final class AppsUseCases extends UseCases {

  private final UseCases backup;
  private final UseCases restore;
  private final UseCases retention;

  /**
   * @param ofApp the use cases of a process of the app of this name
   */
  AppsUseCases(UseCases ofNone, Function<String, UseCases> ofApp) {
    super(ofNone);
    this.backup = ofApp.apply("backup");
    this.restore = ofApp.apply("restore");
    this.retention = ofApp.apply("retention");
  }

  @Override
  public BackupTick backupTick() {
    return backup.backupTick();
  }

  @Override
  public BackupDelivery backupMachine() {
    return backup.backupMachine();
  }

  @Override
  public CopyAdvance copyAdvance() {
    return backup.copyAdvance();
  }

  @Override
  public Sweep sweep() {
    return retention.sweep();
  }

  @Override
  public Expire expire() {
    return retention.expire();
  }

  @Override
  public ExpiryDesk expiry() {
    return retention.expiry();
  }

  @Override
  public RebuildIndex rebuildIndex() {
    return retention.rebuildIndex();
  }

  @Override
  public BackupNow backupNow() {
    return restore.backupNow();
  }

  @Override
  public MachineList machines() {
    return restore.machines();
  }

  @Override
  public PointList points() {
    return restore.points();
  }

  @Override
  public RestoreDesk restores() {
    return restore.restores();
  }

  @Override
  public RestoreRunner restoreRunner() {
    return restore.restoreRunner();
  }

  @Override
  public RestoreStore restoreStore() {
    return restore.restoreStore();
  }

  @Override
  public CheckAccess checkAccess(Installation here) {
    return switch (here.app().orElseThrow()) {
      case "backup" -> backup.checkAccess(here);
      case "restore" -> restore.checkAccess(here);
      default -> retention.checkAccess(here);
    };
  }
}
