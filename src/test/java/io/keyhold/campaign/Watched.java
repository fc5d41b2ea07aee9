package io.keyhold.campaign;

import io.keyhold.domain.ArmId;
import io.keyhold.domain.Capacity;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Change;
import io.keyhold.domain.Cloud;
import io.keyhold.domain.DataAccess;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Documents;
import io.keyhold.domain.Due;
import io.keyhold.domain.EncryptionSets;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyStore;
import io.keyhold.domain.Leases;
import io.keyhold.domain.Machines;
import io.keyhold.domain.NetworkInterfaces;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.PolicySource;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.ResourceGroups;
import io.keyhold.domain.SetReading;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.Subnets;
import io.keyhold.domain.Tags;
import io.keyhold.domain.UnwrapReading;
import io.keyhold.domain.Vaults;
import io.keyhold.domain.VirtualMachines;
import io.keyhold.fake.FakeWorld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A world in memory whose calls stand in one log, in order: what the keys said, what was done. */
final class Watched implements Cloud {

  /** One call, with the time and what came of it. */
  sealed interface Call {
    Instant at();

    record Read(Instant at, KeyRef key, KeyReading answer) implements Call {}

    record Tried(Instant at, KeyRef key, UnwrapReading answer) implements Call {}

    record SetRead(Instant at, ArmId set, SetReading answer) implements Call {}

    record Recorded(Instant at, PointId point, String run, Change change) implements Call {}

    record Requested(Instant at, PointId point, ArmId disk) implements Call {}
  }

  final FakeWorld world;
  private final List<Call> log = new ArrayList<>();

  /** What happens just before a call of this kind; the call then goes on. */
  Consumer<Snapshots.Wanted> beforeSnapshot = wanted -> {};

  /** The same, with the ids of the copy and of its source. */
  BiConsumer<ArmId, ArmId> beforeCopy = (copy, source) -> {};

  Consumer<ArmId> beforeDelete = snapshot -> {};

  Watched(FakeWorld world) {
    this.world = world;
  }

  List<Call> log() {
    return log;
  }

  private Instant now() {
    return world.clock.instant();
  }

  @Override
  public KeyStore keyStore() {
    return new KeyStore() {
      @Override
      public KeyReading read(KeyRef ref) {
        KeyReading answer = world.keys.read(ref);
        log.add(new Call.Read(now(), ref, answer));
        return answer;
      }

      @Override
      public UnwrapReading unwrap(KeyRef kek, KeyRef bek) {
        return tried(kek, world.keys.unwrap(kek, bek));
      }

      @Override
      public UnwrapReading open(KeyRef secret) {
        return tried(secret, world.keys.open(secret));
      }

      private UnwrapReading tried(KeyRef key, UnwrapReading answer) {
        log.add(new Call.Tried(now(), key, answer));
        return answer;
      }
    };
  }

  @Override
  public EncryptionSets encryptionSets() {
    return set -> {
      SetReading answer = world.sets.read(set);
      log.add(new Call.SetRead(now(), set, answer));
      return answer;
    };
  }

  @Override
  public Snapshots snapshots() {
    return new Snapshots() {
      @Override
      public Page in(String subscription, String resourceGroup, Optional<String> continuation) {
        return world.snapshots.in(subscription, resourceGroup, continuation);
      }

      @Override
      public void delete(ArmId id) {
        beforeDelete.accept(id);
        world.snapshots.delete(id);
      }

      @Override
      public Optional<Snapshot> read(ArmId id) {
        return world.snapshots.read(id);
      }

      @Override
      public Snapshot startCopy(WantedCopy wanted) {
        beforeCopy.accept(wanted.copy(), wanted.source());
        return world.snapshots.startCopy(wanted);
      }

      @Override
      public Snapshot take(Wanted wanted) {
        beforeSnapshot.accept(wanted);
        log.add(
            new Call.Requested(now(), new PointId(wanted.tags().get(Tags.POINT)), wanted.disk()));
        return world.snapshots.take(wanted);
      }
    };
  }

  @Override
  public Catalogue catalogue() {
    Catalogue real = world.catalogue;
    return new Catalogue() {
      @Override
      public List<PointId> withState(PointState state) {
        return real.withState(state);
      }

      @Override
      public DuePage due(Due.What what, Instant until, Optional<String> continuation) {
        return real.due(what, until, continuation);
      }

      @Override
      public void settle(Due due) {
        real.settle(due);
      }

      @Override
      public Page withState(PointState state, Optional<String> continuation) {
        return real.withState(state, continuation);
      }

      @Override
      public int mark(History history, Set<PointState> but) {
        return real.mark(history, but);
      }

      @Override
      public void unmark(RecoveryPoint point, PointState state) {
        real.unmark(point, state);
      }

      @Override
      public History read(PointId id) {
        return real.read(id);
      }

      @Override
      public Optional<History> append(History after, Event event) {
        Optional<History> written = real.append(after, event);
        written.ifPresent(
            done -> log.add(new Call.Recorded(now(), after.id(), event.run(), event.change())));
        return written;
      }

      @Override
      public void writeKit(PointId id, int number, String text) {
        real.writeKit(id, number, text);
      }

      @Override
      public List<String> kits(PointId id) {
        return real.kits(id);
      }

      @Override
      public List<PointId> ofSlot(Instant slot) {
        return real.ofSlot(slot);
      }

      @Override
      public List<PointId> ofMachine(String vmId) {
        return real.ofMachine(vmId);
      }

      @Override
      public List<PointId> ofMachine(String vmId, PointState state) {
        return real.ofMachine(vmId, state);
      }

      @Override
      public List<PointId> ofKey(KeyRef key) {
        return real.ofKey(key);
      }

      @Override
      public List<String> vmIds(ArmId machine) {
        return real.vmIds(machine);
      }

      @Override
      public Page all(Optional<String> continuation, int size) {
        return real.all(continuation, size);
      }
    };
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
    return world.machines;
  }

  @Override
  public Disks disks() {
    return world.disks;
  }

  @Override
  public Documents documents() {
    return world.documents;
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
