package io.keyhold.json;

import io.keyhold.domain.Action;
import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.CopyPlan;
import io.keyhold.domain.CopyRecord;
import io.keyhold.domain.Decision;
import io.keyhold.domain.Disk;
import io.keyhold.domain.DiskEncryption;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Event;
import io.keyhold.domain.Finding;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Lun;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.Origin;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import io.keyhold.domain.SnapshotRecord;
import io.keyhold.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The events whose written form lies under {@code format-1}, by the name of the file. */
final class FormatOneEvents {

  private static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
  private static final String HASH =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  private static final Instant SLOT = Instant.parse("2026-11-24T01:00:00Z");
  private static final Instant CHECKED = Instant.parse("2026-11-24T01:00:07.125Z");
  private static final String VERSION = "0123456789abcdef0123456789abcdef";
  private static final KeyRef BEK =
      KeyRef.parse("https://KV-Prod.vault.azure.net:443/secrets/bek-os/" + VERSION).orElseThrow();
  private static final KeyRef KEK =
      KeyRef.parse("https://kv-prod.vault.azure.net/keys/kek/" + VERSION).orElseThrow();
  private static final KeyRef PASS_PHRASE =
      KeyRef.parse("https://kv-prod.vault.azure.net/secrets/luks-data/" + VERSION).orElseThrow();
  private static final ArmId SET =
      ArmId.compute(SUBSCRIPTION, "keys", "diskEncryptionSets", "des-prod");
  private static final Problem DISABLED =
      new Problem(Code.KEY_DISABLED, KEK.url(), KEK.url() + " is disabled");

  private FormatOneEvents() {}

  static Map<String, Event> all() {
    Map<String, Event> events = new LinkedHashMap<>();
    events.put("gated-first", first(origin(Optional.empty()), gated(verdicts())));
    events.put("gated-requested", first(origin(Optional.of("by-hand_1")), nothingToCheck()));
    events.put("gated-again", later(2, gated(List.of(verdict(KEK, new Finding.Available())))));
    events.put("gated-remarked", later(2, remarked()));
    events.put("refused", later(3, new Change.Refused(List.of(DISABLED))));
    events.put("held", later(3, new Change.Held(snapshots(), List.of(DISABLED))));
    events.put("taken", later(3, new Change.Taken(snapshots())));
    events.put("gated-machine", later(2, withMachine()));
    events.put("copy-gated", later(4, copyGated()));
    events.put("not-copied", later(5, new Change.NotCopied(List.of(DISABLED), true)));
    events.put("completed", later(4, new Change.Completed()));
    events.put("completed-copied", later(5, new Change.Completed(copies())));
    events.put(
        "expiring", later(5, new Change.Expiring("older than 30 days", SLOT.plusSeconds(9))));
    events.put("kept", later(6, new Change.Kept(PointState.COMPLETE, "the policy keeps more now")));
    events.put("expired", later(6, new Change.Expired()));
    events.put("failed", later(3, new Change.Failed(problem(Code.DISK_GONE, "lun1 vanished"))));
    events.put("abandoned", later(4, new Change.Abandoned(abandoned())));
    return events;
  }

  private static Event first(Origin origin, Change change) {
    return new Event(1, Optional.empty(), CHECKED, "tick-4711", Optional.of(origin), change);
  }

  private static Event later(int number, Change change) {
    return new Event(
        number,
        Optional.of(HASH),
        CHECKED.plusSeconds(number),
        "tick-4711",
        Optional.empty(),
        change);
  }

  private static Origin origin(Optional<String> request) {
    Optional<Policy.CopyTarget> copy =
        request.isPresent()
            ? Optional.empty()
            : Optional.of(
                new Policy.CopyTarget(
                    "northeurope",
                    "keyhold-copies",
                    Optional.of(
                        ArmId.compute(SUBSCRIPTION, "keys", "diskEncryptionSets", "des-north")),
                    false));
    return new Origin(
        ArmId.compute(SUBSCRIPTION, "Prod", "virtualMachines", "Web-1"),
        "a1b2c3d4-0000-4000-8000-00000000000a",
        new Policy(
            "daily",
            List.of(SUBSCRIPTION),
            new Policy.Schedule("0 2 * * *", ZoneId.of("Europe/Amsterdam")),
            new Policy.SnapshotTarget("keyhold-snapshots", Policy.NetworkAccess.DENY_ALL),
            copy,
            new Policy.Keep(30, 3),
            new KeyRules(
                Set.of("kv-prod", "kv-app"),
                KeyRules.Check.UNWRAP,
                KeyRules.Stop.HOLD,
                KeyRules.Stop.REFUSE,
                Duration.ofHours(2),
                KeyRules.Tolerance.PROCEED,
                KeyRules.Tolerance.REFUSE)),
        SLOT,
        request);
  }

  private static Change.Gated gated(List<Verdict> verdicts) {
    return new Change.Gated(disks(), verdicts, new Decision(Action.HOLD, List.of(DISABLED)));
  }

  private static Change.Gated nothingToCheck() {
    DiskEncryption none = new DiskEncryption(new AtRest.PlatformKey(), new InGuest.Undeclared());
    return new Change.Gated(
        List.of(disk(Lun.OS, none)), List.of(), new Decision(Action.PROCEED, List.of()));
  }

  private static Change.Gated remarked() {
    InGuest named = new InGuest.CloudLink(Optional.of("clc.example.org"));
    InGuest nameless = new InGuest.CloudLink(Optional.empty());
    AtRest platform = new AtRest.PlatformKey();
    return new Change.Gated(
        List.of(
            disk(Lun.OS, new DiskEncryption(platform, named)),
            disk(Lun.data(0), new DiskEncryption(platform, nameless))),
        List.of(),
        new Decision(Action.PROCEED, List.of()),
        List.of(
            problem(Code.DISK_EXCLUDED, "lun1 is left out by its tag: scratch"),
            problem(Code.ENCRYPTION_AT_HOST, "the host encrypts the caches")));
  }

  private static Change.Gated withMachine() {
    Change.Gated looked = nothingToCheck();
    MachineModel machine =
        new MachineModel(
            Optional.of("Standard_D4s_v5"),
            Optional.of("1"),
            new MachineModel.Security(Optional.of("TrustedLaunch"), true, true, false),
            Optional.of("Linux"),
            Optional.of("SCSI"),
            Optional.of("RHEL_BYOS"),
            Optional.of(new MachineModel.Plan("9-lvm", "rhel", "redhat")),
            true,
            Map.of("team", "Zürich", "keyhold-policy", "daily"),
            List.of(
                new ArmId(
                    "/subscriptions/"
                        + SUBSCRIPTION
                        + "/resourceGroups/Prod/providers/Microsoft.Network/networkInterfaces/nic-1")),
            List.of(new AdeVolume(Optional.of(BEK.written()), Optional.of(KEK.written()))),
            List.of(
                new MachineModel.DiskUse(Lun.OS, Optional.of("ReadWrite"), false),
                new MachineModel.DiskUse(Lun.data(0), Optional.empty(), true)));
    return new Change.Gated(
        looked.disks(), looked.verdicts(), looked.decision(), List.of(), Optional.of(machine));
  }

  private static Change.CopyGated copyGated() {
    return new Change.CopyGated(
        copies().stream().map(copy -> new CopyPlan(copy.lun(), copy.copy())).toList(),
        List.of(verdict(KEK, new Finding.Available())),
        new Decision(Action.PROCEED, List.of()));
  }

  private static List<CopyRecord> copies() {
    return List.of(
        new CopyRecord(Lun.OS, copy(Lun.OS), "unique-3", 32L << 30, new AtRest.PlatformKey()),
        new CopyRecord(
            Lun.data(0),
            copy(Lun.data(0)),
            "unique-4",
            4L << 40,
            new AtRest.CustomerKey(SET, true)));
  }

  private static ArmId copy(Lun lun) {
    return ArmId.compute(
        SUBSCRIPTION,
        "keyhold-copies",
        "snapshots",
        "kh-20261124T010000Z-0123456789ab-" + lun.suffix());
  }

  private static List<DiskRecord> disks() {
    InGuest ade =
        new InGuest.AzureDiskEncryption(
            List.of(
                new InGuest.Volume(BEK, Optional.of(KEK)),
                new InGuest.Volume(BEK, Optional.empty())));
    AtRest platform = new AtRest.PlatformKey();
    InGuest elsewhere = new InGuest.KeptElsewhere("external:the safe in Zürich");
    InGuest refused =
        new InGuest.Unacceptable(problem(Code.VAULT_NOT_ALLOWED, "names the vault kv-other"));
    return List.of(
        disk(Lun.OS, new DiskEncryption(platform, ade)),
        disk(
            Lun.data(0),
            new DiskEncryption(
                new AtRest.CustomerKey(SET, false), new InGuest.SelfManaged(PASS_PHRASE))),
        disk(Lun.data(1), new DiskEncryption(new AtRest.CustomerKey(SET, true), elsewhere)),
        disk(Lun.data(63), new DiskEncryption(platform, refused)));
  }

  private static DiskRecord disk(Lun lun, DiskEncryption encryption) {
    Disk.DiskTraits traits =
        lun.isOs()
            ? new Disk.DiskTraits(
                "westeurope",
                Optional.of("Premium_LRS"),
                Optional.of("Linux"),
                Optional.of("V2"),
                Optional.of("TrustedLaunch"),
                Optional.of("1"))
            : new Disk.DiskTraits(
                "westeurope",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    return new DiskRecord(
        lun,
        ArmId.compute(SUBSCRIPTION, "Prod", "disks", "web-1-" + lun.suffix()),
        "d0000000-0000-4000-8000-00000000000b",
        137_438_953_472L,
        traits,
        encryption);
  }

  private static List<Verdict> verdicts() {
    Instant purge = Instant.parse("2027-02-22T09:30:00Z");
    return List.of(
        verdict(BEK, new Finding.Available()),
        verdict(
            PASS_PHRASE,
            new Finding.AvailableWithWarning(
                List.of(
                    problem(Code.KEY_EXPIRED, "expired on 2026-10-01T00:00:00Z"),
                    problem(Code.KEY_NOT_PURGE_PROTECTED, "the vault can be purged")))),
        verdict(KEK, new Finding.Unavailable(DISABLED, Optional.empty())),
        verdict(
            KEK,
            new Finding.Unavailable(
                problem(Code.KEY_DELETED, "it is deleted"), Optional.of(purge))),
        verdict(KEK, new Finding.Lost(problem(Code.KEY_LOST, "it was not found, twice"))),
        verdict(KEK, new Finding.Unknown(problem(Code.VAULT_FIREWALL, "403 ForbiddenByFirewall"))),
        new Verdict(
            "external:the safe in Zürich",
            Optional.empty(),
            new Finding.Unverified(problem(Code.KEY_KEPT_ELSEWHERE, "it is kept in a safe")),
            CHECKED));
  }

  private static Verdict verdict(KeyRef key, Finding finding) {
    return new Verdict(key.object(), key.version(), finding, CHECKED);
  }

  private static Problem problem(Code code, String detail) {
    return new Problem(code, KEK.object(), detail);
  }

  private static Problem abandoned() {
    return new Problem(
        Code.SLOT_ABANDONED, SLOT.toString(), "untouched for two hours, \"daily\" went on");
  }

  private static List<SnapshotRecord> snapshots() {
    return List.of(snapshot(Lun.OS), snapshot(Lun.data(0)));
  }

  private static SnapshotRecord snapshot(Lun lun) {
    return new SnapshotRecord(
        lun,
        ArmId.compute(
            SUBSCRIPTION,
            "keyhold-snapshots",
            "snapshots",
            "kh-20261124T010000Z-0123456789ab-" + lun.suffix()),
        "e0000000-0000-4000-8000-00000000000c",
        137_438_953_472L);
  }
}
