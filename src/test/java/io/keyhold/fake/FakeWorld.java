package io.keyhold.fake;

import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.Capacity;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Cloud;
import io.keyhold.domain.DataAccess;
import io.keyhold.domain.Disk;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Documents;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.KeyStore;
import io.keyhold.domain.Leases;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Machine;
import io.keyhold.domain.MachineFacts;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Machines;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.Policies;
import io.keyhold.domain.Policy;
import io.keyhold.domain.PolicyBook;
import io.keyhold.domain.PolicySource;
import io.keyhold.domain.Requester;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.Slots;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Subnets;
import io.keyhold.domain.Vaults;
import io.keyhold.domain.VirtualMachines;
import io.keyhold.functions.UseCases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A whole cloud in memory with a clock that tests turn, and the use cases in it. */
public final class FakeWorld implements Cloud {

  public static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";

  /** Whoever asks for something in a test. */
  public static final Requester SOMEBODY =
      new Requester("eeeeeeee-0000-4000-8000-00000000000e", "cccccccc-0000-4000-8000-00000000000c");

  public static final Instant START = Instant.parse("2026-11-24T02:10:00Z");

  public final FakeMachines machines = new FakeMachines();
  public final FakeSnapshots snapshots = new FakeSnapshots();
  public final FakeDisks disks = new FakeDisks();
  public final FakeNetworkInterfaces nics = new FakeNetworkInterfaces();
  public final FakeVirtualMachines virtualMachines = new FakeVirtualMachines();
  public final FakeResourceGroups groups = new FakeResourceGroups();
  public final FakeCapacity capacity = new FakeCapacity();
  public final FakeSubnets subnets = new FakeSubnets();
  public final FakeVaults vaults = new FakeVaults();
  public final FakeEncryptionSets sets = new FakeEncryptionSets();
  public final FakeKeyStore keys = new FakeKeyStore();
  public final FakeCatalogue catalogue = new FakeCatalogue();
  public final FakeDataAccess dataAccess = new FakeDataAccess();
  public final FakeDocuments documents = new FakeDocuments();
  public final RecordingWaiting waiting = new RecordingWaiting();

  /** What was said, in order. */
  public final RecordingSignals signals = new RecordingSignals();

  /** A subnet in which a restored machine can stand. */
  public static final ArmId SUBNET =
      new ArmId(
          "/subscriptions/"
              + SUBSCRIPTION
              + "/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/v/subnets/s");

  private Instant now = START;
  private KeyRules rules = KeyRules.defaults(Set.of("kv-prod"));
  private Optional<Policy.CopyTarget> copy = Optional.empty();
  private Optional<Policies.Reading> scripted = Optional.empty();

  public final InstantSource clock = () -> now;
  public final FakeLeases leases = new FakeLeases(clock);

  /** Slots at 02:00 UTC every day; the cron of the policy is not read here. */
  public final Slots slots =
      new Slots() {
        @Override
        public Instant latest(Policy.Schedule schedule, Instant at) {
          Instant two = at.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(2));
          return two.isAfter(at) ? two.minus(Duration.ofDays(1)) : two;
        }

        @Override
        public Instant next(Policy.Schedule schedule, Instant at) {
          return latest(schedule, at).plus(Duration.ofDays(1));
        }
      };

  public FakeWorld() {
    disks.inUse(virtualMachines::has);
    nics.inUse(virtualMachines::has);
    subnets.put(SUBNET, new Subnets.Subnet("westeurope", Optional.empty()));
    vaults.put(new Vaults.Vault(vault("kv-prod"), "westeurope", true));
  }

  public static ArmId vault(String name) {
    return new ArmId(
        "/subscriptions/"
            + SUBSCRIPTION
            + "/resourceGroups/prod/providers/Microsoft.KeyVault/vaults/"
            + name);
  }

  public UseCases useCases() {
    return new UseCases(this, this::reading, slots, waiting, clock, signals);
  }

  /** Everything that a restore calls works so many times more, then its process is gone. */
  public void dieAfter(int calls) {
    AtomicInteger left = new AtomicInteger(calls);
    restoring().forEach(script -> script.dieWith(left));
  }

  public void recover() {
    restoring().forEach(Script::recover);
  }

  private List<Script> restoring() {
    return List.of(documents.script(), disks.script(), nics.script(), virtualMachines.script());
  }

  public void advance(Duration time) {
    now = now.plus(time);
  }

  public void rules(KeyRules other) {
    rules = other;
  }

  public void copyTo(Policy.CopyTarget target) {
    copy = Optional.of(target);
  }

  public void policiesAre(Policies.Reading other) {
    scripted = Optional.of(other);
  }

  public Policies.Reading reading() {
    return scripted.orElseGet(() -> new Policies.Reading.Valid(new PolicyBook(List.of(policy()))));
  }

  public Policy policy() {
    return new Policy(
        "daily",
        List.of(SUBSCRIPTION),
        new Policy.Schedule("0 2 * * *", ZoneOffset.UTC),
        new Policy.SnapshotTarget("keyhold-snapshots", Policy.NetworkAccess.DENY_ALL),
        copy,
        new Policy.Keep(30, 3),
        rules);
  }

  /** A machine that the policy selects, with these disks. */
  public Machine machine(String name, Disk... disks) {
    return machine(name, Map.of("keyhold-policy", "daily"), disks);
  }

  public Machine machine(String name, Map<String, String> tags, Disk... attached) {
    return machine(name, tags, MachineModel.none(), attached);
  }

  /** A machine that was built like this. */
  public Machine machine(
      String name, Map<String, String> tags, MachineModel model, Disk... attached) {
    Machine machine =
        new Machine(
            new MachineSummary(machineId(name), "vm-" + name, "westeurope", tags),
            List.of(attached),
            model.modelVolumes(),
            Set.of(),
            MachineFacts.none(),
            model);
    machines.put(machine);
    for (Disk disk : attached) {
      snapshots.source(disk);
    }
    return machine;
  }

  public static ArmId machineId(String name) {
    return ArmId.compute(SUBSCRIPTION, "prod", "virtualMachines", name);
  }

  /** An OS disk without any encryption of its own. */
  public static Disk plain(String name) {
    return disk(name, Lun.OS, new AtRest.PlatformKey(), List.of(), Map.of());
  }

  public static Disk tagged(String name, String key) {
    return disk(name, Lun.OS, new AtRest.PlatformKey(), List.of(), Map.of("keyhold-key", key));
  }

  public static Disk ade(String name, Lun lun, KeyRef bek, Optional<KeyRef> kek) {
    AdeVolume volume = new AdeVolume(Optional.of(bek.written()), kek.map(KeyRef::written));
    return disk(name, lun, new AtRest.PlatformKey(), List.of(volume), Map.of());
  }

  public static Disk underSet(String name, ArmId set) {
    return disk(name, Lun.OS, new AtRest.CustomerKey(set, false), List.of(), Map.of());
  }

  public static Disk disk(
      String name, Lun lun, AtRest atRest, List<AdeVolume> volumes, Map<String, String> tags) {
    return new Disk(
        ArmId.compute(SUBSCRIPTION, "prod", "disks", name),
        "unique-" + name,
        lun,
        1L << 30,
        new Disk.DiskTraits(
            "westeurope",
            Optional.of("Premium_LRS"),
            Optional.of("Linux"),
            Optional.of("V2"),
            Optional.empty(),
            Optional.empty()),
        atRest,
        volumes,
        tags);
  }

  public static KeyRef bek(int number) {
    return ref("secrets/bek", number);
  }

  public static KeyRef kek(int number) {
    return ref("keys/kek", number);
  }

  private static KeyRef ref(String object, int version) {
    String url = "https://kv-prod.vault.azure.net/%s/%032x".formatted(object, version);
    return KeyRef.parse(url).orElseThrow();
  }

  /** Names of everything that was snapshotted, in order. */
  public List<String> snapshotNames() {
    List<String> names = new ArrayList<>();
    snapshots.taken().forEach(wanted -> names.add(wanted.snapshot().name()));
    return names;
  }

  @Override
  public Machines machines() {
    return machines;
  }

  @Override
  public Snapshots snapshots() {
    return snapshots;
  }

  @Override
  public Disks disks() {
    return disks;
  }

  @Override
  public NetworkInterfaces networkInterfaces() {
    return nics;
  }

  @Override
  public VirtualMachines virtualMachines() {
    return virtualMachines;
  }

  @Override
  public ResourceGroups resourceGroups() {
    return groups;
  }

  @Override
  public Capacity capacity() {
    return capacity;
  }

  @Override
  public Subnets subnets() {
    return subnets;
  }

  @Override
  public Vaults vaults() {
    return vaults;
  }

  @Override
  public EncryptionSets encryptionSets() {
    return sets;
  }

  @Override
  public KeyStore keyStore() {
    return keys;
  }

  @Override
  public Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public Documents documents() {
    return documents;
  }

  @Override
  public Leases leases() {
    return leases;
  }

  @Override
  public PolicySource policySource() {
    return () -> "";
  }

  @Override
  public DataAccess dataAccess() {
    return dataAccess;
  }
}
