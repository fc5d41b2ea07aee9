package io.keyhold.backup;

import io.keyhold.domain.Action;
import io.keyhold.domain.BackupOrder;
import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Documents;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which orders are to be sent. A slot without a final state is, but not again within an hour of the
 * last sending, unless its last record says <em>wait</em>; a slot whose successor has begun only if
 * it waits, or if its point is taken and nothing but the record of its completion is missing.
 */
public final class DueSlots {

  static final Duration NOT_AGAIN_WITHIN = Duration.ofHours(1);

  private static final Logger LOG = System.getLogger(DueSlots.class.getName());
  private static final String SENT = "sent/";

  private final Catalogue catalogue;
  private final Documents documents;

  public DueSlots(Catalogue catalogue, Documents documents) {
    this.catalogue = catalogue;
    this.documents = documents;
  }

  /**
   * An order that may be due.
   *
   * @param latest false when the next slot of its machine has begun
   */
  record Candidate(BackupOrder order, boolean latest) {}

  /** The due ones among the candidates; that they are sent is noted here. */
  List<BackupOrder> of(List<Candidate> candidates, Instant now) {
    Map<Instant, Set<PointId>> recorded = new HashMap<>();
    Map<Instant, Set<String>> sent = new HashMap<>();
    for (Candidate candidate : candidates) {
      Instant slot = candidate.order().slot();
      recorded.computeIfAbsent(slot, any -> new HashSet<>(catalogue.ofSlot(slot)));
      sent.computeIfAbsent(
          slot, any -> new HashSet<>(documents.names(SENT + PointId.prefix(slot) + "-")));
    }
    List<BackupOrder> due =
        Together.map(
                candidates,
                candidate ->
                    isDue(
                            candidate,
                            recorded.get(candidate.order().slot()),
                            sent.get(candidate.order().slot()),
                            now)
                        ? Optional.of(candidate.order())
                        : Optional.<BackupOrder>empty())
            .stream()
            .flatMap(Optional::stream)
            .toList();
    return Together.map(due, order -> noted(order, now));
  }

  private boolean isDue(Candidate candidate, Set<PointId> points, Set<String> sent, Instant now) {
    BackupOrder order = candidate.order();
    boolean waits = false;
    boolean latest = candidate.latest();
    if (points.contains(order.point())) {
      Optional<RecoveryPoint> point = point(order.point());
      if (point.isEmpty() || !unfinished(point.get())) {
        return false;
      }
      waits = waits(point.get());
      latest = latest || point.get().state() == PointState.TAKEN;
    }
    return waits || (latest && !recentlySent(order, sent, now));
  }

  /**
   * Notes are written when nothing else of the tick can fail any more, or what was noted and never
   * sent would wait for an hour. One that cannot be written costs a second message, which does
   * nothing.
   */
  private BackupOrder noted(BackupOrder order, Instant now) {
    try {
      documents.put(SENT + order.point().value(), now.toString());
    } catch (CloudFailure unnoted) {
      LOG.log(Level.WARNING, "{0} is sent without a note", order.point());
    }
    return order;
  }

  /** A point whose chain is broken is not touched again; reading it reports that. */
  private Optional<RecoveryPoint> point(PointId id) {
    try {
      return catalogue.read(id).point();
    } catch (BrokenChainException broken) {
      return Optional.empty();
    }
  }

  /** A taken point without a copy to make is as good as complete; only the record of that lacks. */
  private static boolean unfinished(RecoveryPoint point) {
    return point.state() == PointState.GATED
        || (point.state() == PointState.TAKEN && point.origin().policy().copy().isEmpty());
  }

  private static boolean waits(RecoveryPoint point) {
    return point.lastGate().filter(gate -> gate.decision().action() == Action.WAIT).isPresent();
  }

  private boolean recentlySent(BackupOrder order, Set<String> sent, Instant now) {
    String name = SENT + order.point().value();
    if (!sent.contains(name)) {
      return false;
    }
    return documents
        .read(name)
        .flatMap(document -> instant(document.text()))
        .filter(at -> Duration.between(at, now).abs().compareTo(NOT_AGAIN_WITHIN) < 0)
        .isPresent();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text.strip()));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
