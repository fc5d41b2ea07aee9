package io.keyhold.backup;

import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Hold;
import io.keyhold.domain.Origin;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.Problem;
import io.keyhold.domain.RecoveryPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Held points that are to be gated again, with each tick for seven days. They follow the policy of
 * their own day: whether the machine is still there or still selected does not matter.
 */
public final class HeldPoints {

  private final Catalogue catalogue;

  public HeldPoints(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** An order for each of them; a broken chain is a problem and no order. */
  List<BackupOrder> orders(String run, Instant now, List<Problem> problems) {
    List<BackupOrder> orders = new ArrayList<>();
    for (PointId id : catalogue.withState(PointState.HELD)) {
      try {
        catalogue
            .read(id)
            .point()
            .filter(point -> point.state() == PointState.HELD && !Hold.isOver(point, now))
            .map(point -> order(run, point))
            .ifPresent(orders::add);
      } catch (BrokenChainException broken) {
        problems.add(broken.problem());
      }
    }
    return orders;
  }

  private static BackupOrder order(String run, RecoveryPoint point) {
    Origin origin = point.origin();
    return new BackupOrder(
        run,
        origin.machine(),
        origin.vmId(),
        origin.policy().name(),
        origin.slot(),
        origin.request(),
        origin.requestedBy());
  }
}
