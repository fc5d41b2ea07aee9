package io.keyhold.backup;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.Change;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.Origin;
import java.time.InstantSource;

/** Appends events in the name of one run. */
final class PointWriter {

  /** Another writer took the number: what was decided has to be decided again. */
  static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Catalogue catalogue;
  private final InstantSource clock;

  PointWriter(Catalogue catalogue, InstantSource clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  History append(History after, String run, Origin origin, Change change) {
    Event event =
        after.events().isEmpty()
            ? after.first(clock.instant(), run, origin, change)
            : after.next(clock.instant(), run, change);
    return catalogue.append(after, event).orElseThrow(Overtaken::new);
  }
}
