package io.keyhold.restore;

import io.keyhold.domain.InGuest;
import io.keyhold.domain.Policy;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.domain.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * In which regions a point can be opened, and as what. Its disks can be made wherever their
 * snapshots or their copies are, and be opened with their keys from anywhere. A machine that Azure
 * Disk Encryption unlocks needs its vault in its own region (azure-facts.md §1.6), which is the
 * region of the backup; elsewhere its disks are attached to another machine and opened with the
 * unlock plan.
 *
 * @param region in lower case
 * @param copies true where its disks are made from the copies
 * @param as what can be made there
 */
public record Openings(String region, boolean copies, Set<As> as) {

  /** What a restore can make of a point. */
  public enum As {
    DISKS,
    MACHINE;

    /** The word in answers; it is the restore's mode. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Openings {
    as = Set.copyOf(as);
  }

  /** Every region of the point, its own first; none when nothing can be restored. */
  public static List<Openings> of(RecoveryPoint point) {
    if (!point.state().canBeRestored() || point.disks().isEmpty()) {
      return List.of();
    }
    List<Openings> openings = new ArrayList<>();
    String home = Region.name(point.disks().getFirst().traits().region());
    openings.add(new Openings(home, false, Set.of(As.DISKS, As.MACHINE)));
    point
        .copyTarget()
        .map(Policy.CopyTarget::region)
        .map(Region::name)
        .filter(region -> !region.equals(home) && !point.copies().isEmpty())
        .ifPresent(region -> openings.add(new Openings(region, true, elsewhere(point))));
    return List.copyOf(openings);
  }

  private static Set<As> elsewhere(RecoveryPoint point) {
    boolean vaultAtHome =
        point.disks().stream()
            .anyMatch(disk -> disk.encryption().inGuest() instanceof InGuest.AzureDiskEncryption);
    return vaultAtHome ? Set.of(As.DISKS) : Set.of(As.DISKS, As.MACHINE);
  }
}
