package io.keyhold.backup;

import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Code;
import io.keyhold.domain.Origin;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import java.util.List;
import java.util.Optional;

/** What the catalogue remembers of a machine from the slots before this one. */
public final class Past {

  /** A machine whose encryption is under way is postponed for so many slots, then taken. */
  static final int POSTPONED_SLOTS = 2;

  private final Catalogue catalogue;

  public Past(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** True when the last two scheduled points of the machine and policy were postponed. */
  boolean postponedLongEnough(Origin origin) {
    List<RecoveryPoint> last =
        catalogue.ofMachine(origin.vmId()).reversed().stream()
            .filter(id -> id.slot().isBefore(origin.slot()))
            .flatMap(id -> read(id).stream())
            .filter(point -> point.origin().request().isEmpty())
            .filter(point -> point.origin().policy().name().equals(origin.policy().name()))
            .limit(POSTPONED_SLOTS)
            .toList();
    return last.size() == POSTPONED_SLOTS && last.stream().allMatch(Past::postponed);
  }

  private static boolean postponed(RecoveryPoint point) {
    return point.state() == PointState.REFUSED
        && point.causes().stream().anyMatch(cause -> cause.code() == Code.ENCRYPTION_UNDER_WAY);
  }

  /** The newest earlier point that can be restored, under whatever policy. */
  Optional<RecoveryPoint> lastGood(Origin origin) {
    return catalogue.restorable(origin.vmId()).reversed().stream()
        .filter(id -> id.slot().isBefore(origin.slot()))
        .flatMap(id -> read(id).stream())
        .filter(point -> point.state().canBeRestored())
        .findFirst();
  }

  /** A broken point says nothing; it is reported where it is looked at itself. */
  private Optional<RecoveryPoint> read(PointId id) {
    try {
      return catalogue.read(id).point();
    } catch (BrokenChainException broken) {
      return Optional.empty();
    }
  }
}
