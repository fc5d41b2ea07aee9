package io.keyhold.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A date after which something that a recovery point is used to rely on is gone. It is known today
 * and follows from the point alone, so that it is said and not stored.
 *
 * @param on the first day without it, in UTC
 * @param detail one sentence for a person
 */
public record Horizon(LocalDate on, String detail) {

  /** Azure Disk Encryption ends (azure-facts.md §1.6). */
  public static final LocalDate END_OF_ADE = LocalDate.of(2028, 9, 15);

  /** What lies ahead of a point with these disks. */
  public static Optional<Horizon> of(List<DiskRecord> disks) {
    return disks.stream().flatMap(disk -> of(disk.encryption().inGuest()).stream()).findFirst();
  }

  /** What lies ahead of a disk that is encrypted like this. */
  public static Optional<Horizon> of(InGuest inGuest) {
    return inGuest instanceof InGuest.AzureDiskEncryption
        ? Optional.of(
            new Horizon(
                END_OF_ADE,
                "Azure Disk Encryption is retired: from then on a machine with this disk does not"
                    + " unlock it when it starts; the unlock plan does not need the service"))
        : Optional.empty();
  }
}
