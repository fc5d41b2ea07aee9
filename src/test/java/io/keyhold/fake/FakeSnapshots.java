package io.keyhold.fake;

import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Disk;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Snapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshots in memory; each carries what its disk carries when it is taken. */
public final class FakeSnapshots implements Snapshots {

  /** So that two snapshots are more than one page. */
  private static final int PAGE = 1;

  private final Script script = new Script();
  private final Map<ArmId, Disk> disks = new LinkedHashMap<>();
  private final Map<ArmId, Snapshot> snapshots = new LinkedHashMap<>();
  private final List<Wanted> taken = new ArrayList<>();
  private final Map<ArmId, ArmId> sources = new LinkedHashMap<>();
  private final List<WantedCopy> copied = new ArrayList<>();
  private Optional<Code> nextCopy = Optional.empty();

  public Script script() {
    return script;
  }

  /** A disk that can be snapshotted from now on, or its new state. */
  public synchronized FakeSnapshots source(Disk disk) {
    disks.put(disk.id(), disk);
    return this;
  }

  /** A snapshot that exists already. */
  public synchronized void put(Snapshot snapshot) {
    snapshots.put(snapshot.id(), snapshot);
  }

  public synchronized void remove(ArmId id) {
    snapshots.remove(id);
    sources.remove(id);
  }

  public synchronized List<Snapshot> all() {
    return List.copyOf(snapshots.values());
  }

  /** What was asked for and really made, in order. */
  public synchronized List<Wanted> taken() {
    return List.copyOf(taken);
  }

  @Override
  public synchronized Optional<Snapshot> read(ArmId id) {
    script.call("read", id);
    return Optional.ofNullable(snapshots.get(id));
  }

  @Override
  public synchronized Snapshot take(Wanted wanted) {
    script.call("take", wanted.snapshot());
    Snapshot known = snapshots.get(wanted.snapshot());
    if (known != null) {
      return known;
    }
    Disk disk = disks.get(wanted.disk());
    if (disk == null) {
      throw new CloudFailure(
          new Problem(Code.DISK_GONE, wanted.disk().value(), "the disk does not exist"));
    }
    Snapshot made = made(wanted, disk);
    snapshots.put(made.id(), made);
    taken.add(wanted);
    return made;
  }

  /** The next request for a copy fails with this code, while all other calls succeed. */
  public synchronized void failNextCopy(Code code) {
    nextCopy = Optional.of(code);
  }

  /** The copy shows that it runs until {@link #copyIs} says otherwise. */
  @Override
  public synchronized Snapshot startCopy(WantedCopy wanted) {
    script.call("startCopy", wanted.copy());
    Optional<Code> failure = nextCopy;
    nextCopy = Optional.empty();
    if (failure.isPresent()) {
      throw new CloudFailure(
          new Problem(failure.get(), wanted.copy().value(), "the test wants this to fail"));
    }
    Snapshot known = snapshots.get(wanted.copy());
    if (known != null && !wanted.source().equals(sources.get(wanted.copy()))) {
      throw new CloudFailure(
          new Problem(Code.CLOUD_REFUSED, wanted.copy().value(), "it is of another source"));
    }
    if (known != null) {
      return known;
    }
    Snapshot source = snapshots.get(wanted.source());
    if (source == null) {
      throw new CloudFailure(
          new Problem(Code.SNAPSHOT_GONE, wanted.source().value(), "the snapshot does not exist"));
    }
    AtRest atRest =
        wanted
            .diskEncryptionSet()
            .<AtRest>map(set -> new AtRest.CustomerKey(set, wanted.doubled()))
            .orElseGet(AtRest.PlatformKey::new);
    Snapshot made =
        new Snapshot(
            wanted.copy(),
            wanted.region(),
            "unique-copy-" + (copied.size() + 1),
            Optional.of(source.uniqueId()),
            source.sizeBytes(),
            false,
            new CopyState.Running(Optional.of(0.0)),
            atRest,
            source.volumes(),
            wanted.tags());
    snapshots.put(made.id(), made);
    sources.put(made.id(), source.id());
    copied.add(wanted);
    return made;
  }

  /** How far the copy is from now on. */
  public synchronized void copyIs(ArmId id, CopyState state) {
    Snapshot known = snapshots.get(id);
    snapshots.put(
        id,
        new Snapshot(
            id,
            known.region(),
            known.uniqueId(),
            known.sourceUniqueId(),
            known.sizeBytes(),
            state instanceof CopyState.Done,
            state,
            known.atRest(),
            known.volumes(),
            known.tags()));
  }

  /** What encrypts the copy, whatever was asked for. */
  public synchronized void encryptedWith(ArmId id, AtRest atRest) {
    Snapshot known = snapshots.get(id);
    snapshots.put(
        id,
        new Snapshot(
            id,
            known.region(),
            known.uniqueId(),
            known.sourceUniqueId(),
            known.sizeBytes(),
            known.ready(),
            known.copy(),
            atRest,
            known.volumes(),
            known.tags()));
  }

  /** Which copies were asked for and really begun, in order. */
  public synchronized List<WantedCopy> copied() {
    return List.copyOf(copied);
  }

  @Override
  public synchronized Page in(
      String subscription, String resourceGroup, Optional<String> continuation) {
    script.call("in", subscription + "/" + resourceGroup);
    List<Snapshot> found =
        snapshots.values().stream()
            .filter(one -> one.id().subscription().equalsIgnoreCase(subscription))
            .filter(one -> one.id().resourceGroup().equalsIgnoreCase(resourceGroup))
            .toList();
    int from = continuation.map(Integer::parseInt).orElse(0);
    int to = Math.min(from + PAGE, found.size());
    return new Page(
        found.subList(Math.min(from, to), to),
        to < found.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
  }

  @Override
  public synchronized void delete(ArmId id) {
    script.call("delete", id);
    snapshots.remove(id);
    sources.remove(id);
    copiesOf(id).forEach(this::sourceGone);
  }

  private List<ArmId> copiesOf(ArmId source) {
    return sources.keySet().stream().filter(copy -> sources.get(copy).equals(source)).toList();
  }

  private void sourceGone(ArmId copy) {
    if (snapshots.get(copy).copy() instanceof CopyState.Running) {
      copyIs(copy, new CopyState.Failed("CopySourceNotFound", "the source was deleted"));
    }
  }

  private Snapshot made(Wanted wanted, Disk disk) {
    AtRest atRest = disk.atRest();
    List<AdeVolume> volumes = disk.volumes();
    return new Snapshot(
        wanted.snapshot(),
        "unique-" + (taken.size() + 1),
        Optional.of(disk.uniqueId()),
        disk.sizeBytes(),
        true,
        atRest,
        volumes,
        wanted.tags());
  }
}
