package io.keyhold.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshots. Every method throws {@link CloudFailure} when it gets no answer or a refusal. */
public interface Snapshots {

  /** The snapshot, or empty when there is none of this id. */
  Optional<Snapshot> read(ArmId id);

  /**
   * Asks for an incremental snapshot of a disk in the same region and returns when Azure has
   * finished it. Asking again for one that exists changes nothing.
   */
  Snapshot take(Wanted wanted);

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
   * A snapshot as it stands.
   *
   * @param sourceUniqueId of the disk that it was made from
   * @param volumes the key references that it carries, see {@link Disk}
   */
  record Snapshot(
      ArmId id,
      String uniqueId,
      Optional<String> sourceUniqueId,
      long sizeBytes,
      boolean ready,
      AtRest atRest,
      List<AdeVolume> volumes,
      Map<String, String> tags) {
    public Snapshot {
      volumes = List.copyOf(volumes);
      tags = Map.copyOf(tags);
    }
  }
}
