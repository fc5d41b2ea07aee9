package io.keyhold.domain.contract;

import io.keyhold.domain.Action;
import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.Change;
import io.keyhold.domain.Code;
import io.keyhold.domain.Decision;
import io.keyhold.domain.Disk;
import io.keyhold.domain.DiskEncryption;
import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Event;
import io.keyhold.domain.Finding;
import io.keyhold.domain.History;
import io.keyhold.domain.InGuest;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Origin;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Small valid values of the domain for the contract suites. */
public final class Samples {

  public static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
  public static final String REGION = "westeurope";
  public static final String OTHER_REGION = "northeurope";
  public static final String GROUP = "app";

  private Samples() {}

  public static ArmId id(String type, String name) {
    return ArmId.compute(SUBSCRIPTION, GROUP, type, name);
  }

  public static KeyRef secret(String vault, String name, int version) {
    return ref(vault, "secrets", name, version);
  }

  public static KeyRef key(String vault, String name, int version) {
    return ref(vault, "keys", name, version);
  }

  private static KeyRef ref(String vault, String kind, String name, int version) {
    String url = "https://%s.vault.azure.net/%s/%s/%032x".formatted(vault, kind, name, version);
    return KeyRef.parse(url).orElseThrow();
  }

  public static Policy policy() {
    return new Policy(
        "daily",
        List.of(SUBSCRIPTION),
        new Policy.Schedule("0 2 * * *", ZoneId.of("Europe/Amsterdam")),
        new Policy.SnapshotTarget("keyhold-snapshots", Policy.NetworkAccess.DENY_ALL),
        Optional.empty(),
        new Policy.Keep(30, 3),
        KeyRules.defaults(Set.of("kv-prod")));
  }

  public static Origin origin(ArmId machine, String vmId, Instant slot) {
    return new Origin(machine, vmId, policy(), slot, Optional.empty());
  }

  /** A data or OS disk with platform keys and nothing to see inside. */
  public static Disk disk(ArmId id, Lun lun) {
    return disk(id, lun, List.of());
  }

  public static Disk disk(ArmId id, Lun lun, List<AdeVolume> volumes) {
    return new Disk(
        id,
        "unique-of-" + id.name(),
        lun,
        1L << 30,
        new Disk.DiskTraits(
            REGION,
            Optional.of("Premium_LRS"),
            Optional.of("Linux"),
            Optional.of("V2"),
            Optional.empty(),
            Optional.empty()),
        new AtRest.PlatformKey(),
        volumes,
        Map.of());
  }

  /** A look of the gate at one disk whose BEK is this secret, wrapped by this key. */
  public static Change.Gated gated(KeyRef bek, KeyRef kek, Instant at) {
    DiskEncryption encryption =
        new DiskEncryption(
            new AtRest.PlatformKey(),
            new InGuest.AzureDiskEncryption(List.of(new InGuest.Volume(bek, Optional.of(kek)))));
    return new Change.Gated(
        List.of(DiskRecord.of(disk(id("disks", "os-disk"), Lun.OS), encryption)),
        List.of(
            new Verdict(bek.object(), bek.version(), new Finding.Available(), at),
            new Verdict(kek.object(), kek.version(), new Finding.Available(), at)),
        new Decision(Action.PROCEED, List.of()));
  }

  public static Change.Refused refused() {
    return new Change.Refused(
        List.of(new Problem(Code.KEY_DISABLED, "https://kv-prod.vault.azure.net", "disabled")));
  }

  /** The event that comes next. */
  public static Event next(History after, Optional<Origin> origin, Change change, Instant at) {
    return new Event(after.nextNumber(), after.lastHash(), at, "run-1", origin, change);
  }
}
