package io.keyhold.functions;

import io.keyhold.access.CheckAccess;
import io.keyhold.access.Installation;
import io.keyhold.backup.BackupDelivery;
import io.keyhold.backup.BackupMachine;
import io.keyhold.backup.BackupNow;
import io.keyhold.backup.BackupRequests;
import io.keyhold.backup.BackupTick;
import io.keyhold.backup.CopyAdvance;
import io.keyhold.backup.CopyGate;
import io.keyhold.backup.CopyMemory;
import io.keyhold.backup.DueSlots;
import io.keyhold.backup.GateKeeper;
import io.keyhold.backup.Grace;
import io.keyhold.backup.HeldPoints;
import io.keyhold.backup.Past;
import io.keyhold.backup.RunVerdicts;
import io.keyhold.backup.Selections;
import io.keyhold.backup.SnapshotTaker;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Cloud;
import io.keyhold.domain.KeyCheck;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Signals;
import io.keyhold.domain.Slots;
import io.keyhold.domain.Waiting;
import io.keyhold.heard.Fleet;
import io.keyhold.heard.HeardCatalogue;
import io.keyhold.heard.Hearing;
import io.keyhold.restore.MachineList;
import io.keyhold.restore.PointList;
import io.keyhold.restore.Preflight;
import io.keyhold.restore.RestoreDesk;
import io.keyhold.restore.RestoreRunner;
import io.keyhold.restore.RestoreStore;
import io.keyhold.retention.Expire;
import io.keyhold.retention.ExpiryDesk;
import io.keyhold.retention.RebuildIndex;
import io.keyhold.retention.Sweep;
import java.time.InstantSource;

/**
 * The use cases, put together. The verdicts of a run, and what the copies remember, live as long as
 * the process; everything else is cheap and made anew for each call, so that an app builds only the
 * clients that it uses.
 */
public class UseCases {

  private final Cloud cloud;
  private final Policies policies;
  private final Slots slots;
  private final Waiting waiting;
  private final InstantSource clock;
  private final Signals signals;
  private final Hearing hearing;
  private final CopyMemory copies = new CopyMemory();
  private RunVerdicts verdicts;

  public UseCases(
      Cloud cloud,
      Policies policies,
      Slots slots,
      Waiting waiting,
      InstantSource clock,
      Signals signals) {
    this.cloud = cloud;
    this.policies = policies;
    this.slots = slots;
    this.waiting = waiting;
    this.clock = clock;
    this.signals = signals;
    this.hearing = new Hearing(cloud, signals);
  }

  /** The same once more, for whoever leads some of them elsewhere. */
  protected UseCases(UseCases other) {
    this(other.cloud, other.policies, other.slots, other.waiting, other.clock, other.signals);
  }

  /** Whatever is appended to it is heard. */
  private Catalogue catalogue() {
    return new HeardCatalogue(cloud.catalogue(), hearing);
  }

  public BackupTick backupTick() {
    return new BackupTick(
        cloud.machines(),
        policies,
        slots,
        requests(),
        new DueSlots(catalogue(), cloud.documents()),
        new HeldPoints(catalogue()),
        new Selections(cloud.documents()),
        new Fleet(cloud, signals),
        clock);
  }

  public BackupDelivery backupMachine() {
    return new BackupDelivery(
        new BackupMachine(
            cloud.machines(),
            policies,
            catalogue(),
            new GateKeeper(verdicts(), new Past(catalogue())),
            new SnapshotTaker(cloud.snapshots(), clock),
            new Grace(slots, clock),
            clock));
  }

  public CopyAdvance copyAdvance() {
    return new CopyAdvance(
        catalogue(),
        cloud.snapshots(),
        cloud.leases(),
        new CopyGate(verdicts(), cloud.encryptionSets()),
        new Grace(slots, clock),
        copies,
        clock);
  }

  public Sweep sweep() {
    return new Sweep(policies, catalogue(), cloud.snapshots(), cloud.documents(), slots, clock);
  }

  public Expire expire() {
    return new Expire(policies, catalogue(), cloud.snapshots(), cloud.documents(), clock);
  }

  public ExpiryDesk expiry() {
    return new ExpiryDesk(cloud.documents(), clock);
  }

  public RebuildIndex rebuildIndex() {
    return new RebuildIndex(catalogue(), cloud.documents(), clock);
  }

  public BackupNow backupNow() {
    return new BackupNow(cloud.machines(), policies, requests(), clock);
  }

  public MachineList machines() {
    return new MachineList(cloud.machines(), policies, catalogue(), slots, clock);
  }

  public PointList points() {
    return new PointList(catalogue());
  }

  public RestoreDesk restores() {
    return new RestoreDesk(restoreStore(), new Preflight(cloud, keyCheck()), clock);
  }

  public RestoreRunner restoreRunner() {
    return new RestoreRunner(cloud, restoreStore(), waiting, clock);
  }

  public RestoreStore restoreStore() {
    return new RestoreStore(cloud.documents(), signals);
  }

  public CheckAccess checkAccess(Installation here) {
    return new CheckAccess(cloud, policies, clock, here);
  }

  private BackupRequests requests() {
    return new BackupRequests(cloud.documents());
  }

  private KeyCheck keyCheck() {
    return new KeyCheck(cloud.keyStore(), cloud.encryptionSets(), waiting, clock);
  }

  private synchronized RunVerdicts verdicts() {
    if (verdicts == null) {
      verdicts = new RunVerdicts(keyCheck(), clock);
    }
    return verdicts;
  }
}
