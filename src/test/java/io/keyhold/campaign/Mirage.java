package io.keyhold.campaign;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Capacity;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Cloud;
import io.keyhold.domain.DataAccess;
import io.keyhold.domain.Disk;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Documents;
import io.keyhold.domain.Due;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyStore;
import io.keyhold.domain.Leases;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Machine;
import io.keyhold.domain.MachineSummary;
import io.keyhold.domain.Machines;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.PolicySource;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Subnets;
import io.keyhold.domain.Text;
import io.keyhold.domain.Vaults;
import io.keyhold.domain.VirtualMachines;
import io.keyhold.fake.FakeKeyStore;
import io.keyhold.fake.FakeWorld;
import io.keyhold.functions.UseCases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A cloud of many healthy machines that is worked out when asked and keeps nothing of what is
 * written to it. Every twenty machines share a key.
 */
final class Mirage implements Cloud {

  private static final int MACHINES_PER_KEY = 20;

  private final int machines;
  private final FakeWorld world = new FakeWorld();
  private int calls;

  Mirage(int machines) {
    this.machines = machines;
  }

  UseCases useCases() {
    return new UseCases(
        this, world::reading, world.slots, world.waiting, world.clock, signal -> {});
  }

  int calls() {
    return calls;
  }

  private static String name(int index) {
    return "m" + index;
  }

  private static MachineSummary summary(int index) {
    return new MachineSummary(
        FakeWorld.machineId(name(index)),
        "vm-" + index,
        "westeurope",
        Map.of("keyhold-policy", "daily"));
  }

  private static Disk disk(int index) {
    int key = 1 + index / MACHINES_PER_KEY;
    return FakeWorld.ade(name(index), Lun.OS, FakeWorld.bek(key), Optional.of(FakeWorld.kek(key)));
  }

  private static int index(ArmId id) {
    return Integer.parseInt(id.name().substring(1));
  }

  @Override
  public NetworkInterfaces networkInterfaces() {
    return world.nics;
  }

  @Override
  public VirtualMachines virtualMachines() {
    return world.virtualMachines;
  }

  @Override
  public ResourceGroups resourceGroups() {
    return world.groups;
  }

  @Override
  public Capacity capacity() {
    return world.capacity;
  }

  @Override
  public Subnets subnets() {
    return world.subnets;
  }

  @Override
  public Vaults vaults() {
    return world.vaults;
  }

  @Override
  public Machines machines() {
    return new Machines() {
      @Override
      public List<MachineSummary> in(String subscription) {
        calls++;
        return IntStream.range(0, machines).mapToObj(Mirage::summary).toList();
      }

      @Override
      public Optional<MachineSummary> find(ArmId id) {
        calls++;
        return Optional.of(summary(index(id)));
      }

      @Override
      public Optional<Machine> read(ArmId id) {
        calls++;
        int index = index(id);
        return Optional.of(new Machine(summary(index), List.of(disk(index)), List.of(), Set.of()));
      }
    };
  }

  @Override
  public Snapshots snapshots() {
    return new Snapshots() {
      @Override
      public Page in(String subscription, String resourceGroup, Optional<String> continuation) {
        return new Page(List.of(), Optional.empty());
      }

      @Override
      public void delete(ArmId id) {
        throw new UnsupportedOperationException("a backup never deletes");
      }

      @Override
      public Optional<Snapshot> read(ArmId id) {
        calls++;
        return Optional.empty();
      }

      @Override
      public Snapshot startCopy(WantedCopy wanted) {
        throw new UnsupportedOperationException("no policy of this measurement copies");
      }

      @Override
      public Snapshot take(Wanted wanted) {
        calls++;
        Disk disk = disk(index(wanted.disk()));
        return new Snapshot(
            wanted.snapshot(),
            "unique",
            Optional.of(disk.uniqueId()),
            disk.sizeBytes(),
            true,
            disk.atRest(),
            disk.volumes(),
            wanted.tags());
      }
    };
  }

  @Override
  public KeyStore keyStore() {
    return new KeyStore() {
      @Override
      public io.keyhold.domain.KeyReading read(KeyRef ref) {
        calls++;
        return new FakeKeyStore().available(ref).read(ref);
      }

      @Override
      public io.keyhold.domain.UnwrapReading unwrap(KeyRef kek, KeyRef bek) {
        calls++;
        return new io.keyhold.domain.UnwrapReading.Unwraps();
      }

      @Override
      public io.keyhold.domain.UnwrapReading open(KeyRef secret) {
        calls++;
        return new io.keyhold.domain.UnwrapReading.Unwraps();
      }
    };
  }

  @Override
  public Catalogue catalogue() {
    return new Catalogue() {
      @Override
      public List<PointId> withState(PointState state) {
        return List.of();
      }

      @Override
      public Page withState(PointState state, Optional<String> continuation) {
        return new Page(List.of(), Optional.empty());
      }

      @Override
      public int mark(History history, Set<PointState> but) {
        throw new UnsupportedOperationException("a backup never rebuilds the index");
      }

      @Override
      public void unmark(RecoveryPoint point, PointState state) {
        throw new UnsupportedOperationException("a backup never deletes");
      }

      @Override
      public History read(PointId id) {
        calls++;
        return History.none(id);
      }

      @Override
      public Optional<History> append(History after, Event event) {
        calls++;
        List<Event> events = new ArrayList<>(after.events());
        events.add(event);
        return Optional.of(
            new History(after.id(), events, Optional.of(Text.sha256(event.toString()))));
      }

      @Override
      public void writeKit(PointId id, int number, String text) {
        calls++;
      }

      @Override
      public List<String> kits(PointId id) {
        return List.of();
      }

      @Override
      public List<PointId> ofSlot(Instant slot) {
        calls++;
        return List.of();
      }

      @Override
      public List<PointId> ofMachine(String vmId) {
        return List.of();
      }

      @Override
      public List<PointId> ofMachine(String vmId, PointState state) {
        return List.of();
      }

      @Override
      public DuePage due(Due.What what, Instant until, Optional<String> continuation) {
        return new DuePage(List.of(), Optional.empty());
      }

      @Override
      public void settle(Due due) {
        throw new UnsupportedOperationException("a backup never deletes");
      }

      @Override
      public List<PointId> ofKey(KeyRef key) {
        return List.of();
      }

      @Override
      public List<String> vmIds(ArmId machine) {
        return List.of();
      }

      @Override
      public Page all(Optional<String> continuation, int size) {
        return new Page(List.of(), Optional.empty());
      }
    };
  }

  @Override
  public Documents documents() {
    return new Documents() {
      @Override
      public Optional<Document> create(String name, String text) {
        calls++;
        return Optional.of(new Document(name, text, "1"));
      }

      @Override
      public Optional<Document> read(String name) {
        calls++;
        return Optional.empty();
      }

      @Override
      public Optional<Document> replace(Document known, String text) {
        calls++;
        return Optional.of(known);
      }

      @Override
      public void put(String name, String text) {
        calls++;
      }

      @Override
      public void remove(String name) {
        calls++;
      }

      @Override
      public List<String> names(String prefix) {
        calls++;
        return List.of();
      }
    };
  }

  @Override
  public EncryptionSets encryptionSets() {
    return world.sets;
  }

  @Override
  public Disks disks() {
    return world.disks;
  }

  @Override
  public Leases leases() {
    return world.leases;
  }

  @Override
  public PolicySource policySource() {
    return world.policySource();
  }

  @Override
  public DataAccess dataAccess() {
    return world.dataAccess();
  }
}
