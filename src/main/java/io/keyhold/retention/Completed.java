package io.keyhold.retention;

import io.keyhold.domain.BrokenChainException;
import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Change;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How many points were completed since an instant. What is completed and whose slot is later was
 * completed later: the markers say so and nothing is read. Of the slots before that, for as long as
 * a point may take, the events are read; but no more of either than it takes to decide.
 */
final class Completed {

  /** A held point may come back after seven days; a copy takes hours. Older ones do not count. */
  static final Duration SLOWEST = Duration.ofDays(8);

  private final Catalogue catalogue;

  Completed(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The number of them, or {@code enough} where there are at least so many. */
  int since(Instant since, int enough) {
    int sure = count(enough, id -> !id.slot().isBefore(since));
    Predicate<PointId> slow =
        id ->
            id.slot().isBefore(since)
                && !id.slot().isBefore(since.minus(SLOWEST))
                && wasCompletedSince(id, since);
    return sure >= enough ? enough : sure + count(enough - sure, slow);
  }

  private int count(int enough, Predicate<PointId> counts) {
    int count = 0;
    Optional<String> continuation = Optional.empty();
    do {
      Catalogue.Page page = catalogue.withState(PointState.COMPLETE, continuation);
      for (PointId id : page.points()) {
        if (count < enough && counts.test(id)) {
          count++;
        }
      }
      continuation = page.continuation();
    } while (count < enough && continuation.isPresent());
    return count;
  }

  private boolean wasCompletedSince(PointId id, Instant since) {
    try {
      return catalogue.read(id).events().stream()
          .anyMatch(
              event -> event.change() instanceof Change.Completed && !event.at().isBefore(since));
    } catch (BrokenChainException untrusted) {
      return false;
    }
  }
}
