package io.keyhold.retention;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Due;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/** Goes through what is due, page by page, as long as there is time. */
final class Dues {

  private final Catalogue catalogue;
  private final InstantSource clock;

  Dues(Catalogue catalogue, InstantSource clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * Goes through it, earliest first.
   *
   * @param until nothing that is due later
   * @param deadline when to stop looking
   * @param each false when it wants no more
   * @return true when everything was looked at
   */
  boolean forEach(Due.What what, Instant until, Instant deadline, Predicate<Due> each) {
    Optional<String> continuation = Optional.empty();
    do {
      Catalogue.DuePage page = catalogue.due(what, until, continuation);
      for (Due due : page.due()) {
        if (clock.instant().isAfter(deadline) || !each.test(due)) {
          return false;
        }
      }
      continuation = page.continuation();
    } while (continuation.isPresent());
    return true;
  }
}
