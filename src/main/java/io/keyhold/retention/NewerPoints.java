package io.keyhold.retention;

import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The good points of a machine that are newer than one of them, newest first. The markers say which
 * may be good, its events, read when it is asked for, whether it is. One whose events cannot be
 * trusted is none.
 */
final class NewerPoints implements Iterator<RecoveryPoint> {

  private final Catalogue catalogue;
  private final Iterator<PointId> candidates;
  private final ExpiryReport report;
  private Optional<RecoveryPoint> next = Optional.empty();

  NewerPoints(Catalogue catalogue, RecoveryPoint than, ExpiryReport report) {
    this.catalogue = catalogue;
    this.report = report;
    String vmId = than.origin().vmId();
    List<PointId> marked =
        Stream.of(PointState.TAKEN, PointState.COPYING, PointState.COMPLETE)
            .flatMap(state -> catalogue.ofMachine(vmId, state).stream())
            .filter(id -> id.compareTo(than.id()) > 0)
            .distinct()
            .sorted(Comparator.reverseOrder())
            .toList();
    this.candidates = marked.iterator();
  }

  @Override
  public boolean hasNext() {
    while (next.isEmpty() && candidates.hasNext()) {
      next = read(candidates.next()).filter(point -> ExpiryRule.isGood(point.state()));
    }
    return next.isPresent();
  }

  @Override
  public RecoveryPoint next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    RecoveryPoint point = next.orElseThrow();
    next = Optional.empty();
    return point;
  }

  private Optional<RecoveryPoint> read(PointId id) {
    try {
      return catalogue.read(id).point();
    } catch (BrokenChainException broken) {
      report.problem(broken.problem());
      return Optional.empty();
    }
  }
}
