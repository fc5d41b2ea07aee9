package io.keyhold.domain;

import java.util.Map;
import java.util.Optional;

/** Managed disks that a restore makes. Every method throws {@link CloudFailure}, as elsewhere. */
public interface Disks {

  /** The disk's state, or empty when there is no disk of this id. */
  Optional<Made> status(ArmId id);

  /** Asks for the disk and returns when Azure has accepted that, not when it is made. */
  void create(Wanted wanted);

  /** Asks for the disk's removal and returns when it is gone; no error when there is none. */
  void delete(ArmId id);

  /**
   * A disk to be made from a snapshot. What the snapshot carries (operating system, generation,
   * security type, key references) the platform passes on by itself.
   *
   * @param diskEncryptionSet always named explicitly: what happens when it is left out is not
   *     documented (azure-facts.md §2.5)
   */
  record Wanted(
      ArmId disk,
      ArmId snapshot,
      String region,
      Optional<String> sku,
      Optional<String> zone,
      Optional<ArmId> diskEncryptionSet,
      boolean doubled,
      Policy.NetworkAccess networkAccess,
      Map<String, String> tags) {
    public Wanted {
      tags = Map.copyOf(tags);
    }
  }
}
