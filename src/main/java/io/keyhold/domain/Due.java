package io.keyhold.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * That retention has to look at a point from an instant on. Kept as a marker, so that a run finds
 * what its time has come for without reading all there is; like every marker it is a hint, and the
 * fold decides.
 *
 * @param vmId in lower case
 */
public record Due(What what, Instant from, String vmId, PointId point) {

  /** What it has to look for. */
  public enum What {
    /** Whether the point is to be marked as expiring. */
    EXPIRY,
    /** Whether an expiring point is to be deleted; whether an expired one is. */
    DELETION;

    /** The word in markers. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the point, as it stands, is due for; empty where retention has nothing to wait for. */
  public static Optional<Due> of(RecoveryPoint point) {
    return switch (point.state()) {
      case TAKEN, COPYING, COMPLETE -> Optional.of(of(point, What.EXPIRY, end(point)));
      case EXPIRING, EXPIRED ->
          point.deleteAfter().map(instant -> of(point, What.DELETION, instant));
      case GATED, REFUSED, HELD, FAILED, ABANDONED -> Optional.empty();
    };
  }

  /**
   * The end by its own policy; after it was kept, that instant: then its marker has another name
   * than the one before, and a run that is slow to remove that one does no harm.
   */
  private static Instant end(RecoveryPoint point) {
    Instant end = point.origin().policy().keep().end(point.origin().slot());
    return point.events().reversed().stream()
        .filter(event -> event.change() instanceof Change.Kept)
        .findFirst()
        .map(Event::at)
        .filter(end::isBefore)
        .orElse(end);
  }

  private static Due of(RecoveryPoint point, What what, Instant from) {
    return new Due(
        what,
        from.truncatedTo(ChronoUnit.SECONDS),
        point.origin().vmId().toLowerCase(Locale.ROOT),
        point.id());
  }
}
