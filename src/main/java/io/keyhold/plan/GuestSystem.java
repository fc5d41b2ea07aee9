package io.keyhold.plan;

import io.keyhold.domain.DiskRecord;
import io.keyhold.domain.Lun;
import io.keyhold.domain.MachineModel;
import io.keyhold.domain.RecoveryPoint;
import java.util.Optional;

/** Whose volumes are on a disk. A data disk does not say it; its machine and its OS disk do. */
enum GuestSystem {
  LINUX,
  WINDOWS,
  UNKNOWN;

  static GuestSystem of(RecoveryPoint point, DiskRecord disk) {
    return disk.traits()
        .osType()
        .or(() -> point.machine().flatMap(MachineModel::osType))
        .or(() -> point.disk(Lun.OS).flatMap(os -> os.traits().osType()))
        .map(GuestSystem::of)
        .orElse(UNKNOWN);
  }

  private static GuestSystem of(String word) {
    Optional<GuestSystem> known =
        word.equalsIgnoreCase("Linux")
            ? Optional.of(LINUX)
            : Optional.of(WINDOWS).filter(windows -> word.equalsIgnoreCase("Windows"));
    return known.orElse(UNKNOWN);
  }
}
