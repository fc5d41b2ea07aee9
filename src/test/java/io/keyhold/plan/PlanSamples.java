package io.keyhold.plan;

import io.keyhold.domain.Action;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.Change;
import io.keyhold.domain.CopyRecord;
import io.keyhold.domain.Decision;
import io.keyhold.domain.Disk;
import io.keyhold.domain.DiskEncryption;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Event;
import io.keyhold.domain.Finding;
import io.keyhold.domain.History;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.Lun;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.Origin;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Verdict;
import io.keyhold.domain.contract.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Points with disks of every kind. */
final class PlanSamples {

  static final Instant SLOT = Instant.parse("2026-11-24T01:00:00Z");
  static final String GUID = "4381F759-C4F8-4DE0-BB61-FC33A831BDA5";
  static final KeyRef BEK = Samples.secret("kv-prod", GUID, 7);
  static final KeyRef KEK = Samples.key("kv-prod", "kek", 9);

  private PlanSamples() {}

  static InGuest ade(boolean wrapped) {
    return new InGuest.AzureDiskEncryption(
        List.of(new InGuest.Volume(BEK, Optional.of(KEK).filter(kek -> wrapped))));
  }

  static DiskRecord disk(Lun lun, Optional<String> os, InGuest inGuest) {
    return disk(lun, os, new DiskEncryption(new AtRest.PlatformKey(), inGuest));
  }

  private static DiskRecord disk(Lun lun, Optional<String> os, DiskEncryption encryption) {
    return new DiskRecord(
        lun,
        Samples.id("disks", "disk-" + lun.suffix()),
        "unique-" + lun.suffix(),
        1L << 30,
        new Disk.DiskTraits(
            "westeurope",
            Optional.of("Premium_LRS"),
            os,
            Optional.of("V2"),
            Optional.empty(),
            Optional.of("1")),
        encryption);
  }

  /** Every kind of disk in one machine; only the OS disk says whose it is. */
  static List<DiskRecord> all(String os) {
    List<InGuest> data =
        List.of(
            ade(false),
            new InGuest.AzureDiskEncryption(
                List.of(
                    new InGuest.Volume(BEK, Optional.empty()),
                    new InGuest.Volume(Samples.secret("kv-prod", "another", 1), Optional.of(KEK)))),
            new InGuest.SelfManaged(Samples.secret("kv-own", "phrase", 3)),
            new InGuest.KeptElsewhere("external:the safe `rm -rf /`"),
            new InGuest.CloudLink(Optional.of("clc|example")));
    List<DiskRecord> disks = new ArrayList<>();
    disks.add(disk(Lun.OS, Optional.of(os), ade(true)));
    data.forEach(inGuest -> disks.add(disk(Lun.data(disks.size() - 1), Optional.empty(), inGuest)));
    disks.add(
        disk(
            Lun.data(disks.size() - 1),
            Optional.empty(),
            new DiskEncryption(
                new AtRest.CustomerKey(set("set"), true), new InGuest.Undeclared())));
    return disks;
  }

  static ArmId set(String name) {
    return Samples.id("diskEncryptionSets", name);
  }

  /** A machine about which everything is known. */
  static MachineModel model(String os) {
    return new MachineModel(
        Optional.of("Standard_D4s_v5"),
        Optional.of("1"),
        new MachineModel.Security(Optional.of("TrustedLaunch"), true, true, true),
        Optional.of(os),
        Optional.of("SCSI"),
        Optional.of("Windows_Server"),
        Optional.of(new MachineModel.Plan("plan", "product", "publisher")),
        true,
        Map.of("keyhold-policy", "daily", "note", "Tr0ub4dor&3"),
        List.of(Samples.id("networkInterfaces", "nic")),
        List.of(),
        List.of(new MachineModel.DiskUse(Lun.data(0), Optional.of("ReadOnly"), true)));
  }

  static RecoveryPoint taken(List<DiskRecord> disks, Optional<MachineModel> model) {
    return RecoveryPoint.fold(origin().point(), events(disks, model)).orElseThrow();
  }

  /** With a copy of every disk in another region. */
  static RecoveryPoint copied(List<DiskRecord> disks) {
    List<Event> events = new ArrayList<>(events(disks, Optional.empty()));
    Decision proceed = new Decision(Action.PROCEED, List.of());
    events.add(event(3, new Change.CopyGated(List.of(), List.of(), proceed)));
    events.add(
        event(4, new Change.Completed(disks.stream().map(disk -> copy(disk.lun())).toList())));
    return RecoveryPoint.fold(origin().point(), events).orElseThrow();
  }

  private static CopyRecord copy(Lun lun) {
    return new CopyRecord(
        lun,
        Samples.id("snapshots", "copy-" + lun.suffix()),
        "unique",
        1,
        new AtRest.CustomerKey(set("set-north"), false));
  }

  private static List<Event> events(List<DiskRecord> disks, Optional<MachineModel> model) {
    Change.Gated gated =
        new Change.Gated(
            disks,
            List.of(new Verdict(BEK.object(), BEK.version(), new Finding.Available(), SLOT)),
            new Decision(Action.PROCEED, List.of()),
            List.of(),
            model);
    Change.Taken taken =
        new Change.Taken(disks.stream().map(disk -> snapshot(disk.lun())).toList());
    History none = History.none(origin().point());
    return List.of(Samples.next(none, Optional.of(origin()), gated, SLOT), event(2, taken));
  }

  private static SnapshotRecord snapshot(Lun lun) {
    return new SnapshotRecord(lun, Samples.id("snapshots", "kh-" + lun.suffix()), "unique", 1);
  }

  private static Event event(int number, Change change) {
    return new Event(number, Optional.of("hash"), SLOT, "run", Optional.empty(), change);
  }

  private static Origin origin() {
    Policy plain = Samples.policy();
    Policy copying =
        new Policy(
            plain.name(),
            plain.subscriptions(),
            plain.schedule(),
            plain.snapshots(),
            Optional.of(new Policy.CopyTarget("northeurope", "copies", Optional.empty(), true)),
            plain.keep(),
            plain.keys());
    return new Origin(
        Samples.id("virtualMachines", "vm1"), "vm-1", copying, SLOT, Optional.empty());
  }
}
