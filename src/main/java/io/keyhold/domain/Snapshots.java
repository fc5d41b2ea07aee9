package io.keyhold.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshots. Every method throws {@link CloudFailure} when it gets no answer or a refusal. */
public interface Snapshots {

  /** The snapshot, or empty when there is none of this id. */
  Optional<Snapshot> read(ArmId id);

  /** True when this very snapshot is there, and not another one of its name. */
  default boolean isThere(ArmId id, String uniqueId) {
    return read(id).filter(found -> found.uniqueId().equals(uniqueId)).isPresent();
  }

  /** The first of these snapshots that is not there any more, or not the one that was recorded. */
  default Optional<Problem> missing(List<SnapshotRecord> recorded) {
    return recorded.stream()
        .filter(one -> !isThere(one.snapshot(), one.uniqueId()))
        .findFirst()
        .map(
            one ->
                new Problem(
                    Code.SNAPSHOT_GONE,
                    one.snapshot().value(),
                    "the snapshot of disk " + one.lun().label() + " does not exist any more"));
  }

  /**
   * Asks for an incremental snapshot of a disk in the same region and returns when Azure has
   * finished it. Asking again for one that exists changes nothing.
   */
  Snapshot take(Wanted wanted);

  /**
   * Asks for a copy of a snapshot in another region ({@code CopyStart}) and returns when Azure has
   * accepted it; the bytes follow for minutes or hours, {@link Snapshot#copy} says how far they
   * are. Asking again for one that exists changes nothing.
   */
  Snapshot startCopy(WantedCopy wanted);

  /**
   * One page of the snapshots in a resource group, Keyhold's or not; none when there is no such
   * group.
   *
   * @param continuation what the page before ended with
   */
  Page in(String subscription, String resourceGroup, Optional<String> continuation);

  /**
   * Asks for the snapshot's removal and returns when it is gone; no error when there is none. Only
   * retention has the right to this.
   */
  void delete(ArmId id);

  /** A page of snapshots, and what to ask the next one with. */
  record Page(List<Snapshot> snapshots, Optional<String> continuation) {
    public Page {
      snapshots = List.copyOf(snapshots);
    }
  }

  /** A snapshot to be made; the target's subscription and region are the disk's. */
  record Wanted(
      ArmId snapshot,
      ArmId disk,
      String region,
      Policy.NetworkAccess networkAccess,
      Map<String, String> tags) {
    public Wanted {
      tags = Map.copyOf(tags);
    }
  }

  /**
   * A copy to be made.
   *
   * @param region the target's
   * @param diskEncryptionSet of the target region; empty for the platform's key
   * @param doubled whether the set encrypts with platform and customer keys together
   */
  record WantedCopy(
      ArmId copy,
      ArmId source,
      String region,
      Optional<ArmId> diskEncryptionSet,
      boolean doubled,
      Policy.NetworkAccess networkAccess,
      Map<String, String> tags) {
    public WantedCopy {
      tags = Map.copyOf(tags);
    }
  }

  /** How far a copy from another region is. */
  sealed interface CopyState {

    /** It is no copy from another region. */
    record None() implements CopyState {}

    /**
     * Bytes are still being copied.
     *
     * @param percent as Azure says, from 0 to 100; empty where it does not say, which means nothing
     */
    record Running(Optional<Double> percent) implements CopyState {}

    /** Everything is there. */
    record Done() implements CopyState {}

    /**
     * It will never be there.
     *
     * @param code of Azure, such as {@code CopySourceNotFound}
     */
    record Failed(String code, String message) implements CopyState {}
  }

  /**
   * A snapshot as it stands.
   *
   * @param region where it is; empty where that was not said
   * @param sourceUniqueId of the disk that it was made from, or of the snapshot that it copies
   * @param ready true when it can be used: it is made, and as a copy is whole
   * @param volumes the key references that it carries, see {@link Disk}
   */
  record Snapshot(
      ArmId id,
      String region,
      String uniqueId,
      Optional<String> sourceUniqueId,
      long sizeBytes,
      boolean ready,
      CopyState copy,
      AtRest atRest,
      List<AdeVolume> volumes,
      Map<String, String> tags) {
    public Snapshot {
      volumes = List.copyOf(volumes);
      tags = Map.copyOf(tags);
    }

    /** A snapshot in its disk's own region. */
    public Snapshot(
        ArmId id,
        String uniqueId,
        Optional<String> sourceUniqueId,
        long sizeBytes,
        boolean ready,
        AtRest atRest,
        List<AdeVolume> volumes,
        Map<String, String> tags) {
      this(
          id,
          "",
          uniqueId,
          sourceUniqueId,
          sizeBytes,
          ready,
          new CopyState.None(),
          atRest,
          volumes,
          tags);
    }
  }
}
