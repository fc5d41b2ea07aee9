package io.keyhold.retention;

import io.keyhold.domain.Catalogue;
import io.keyhold.domain.PointId;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which points there are, asked slot by slot: snapshots come ordered by name, so by slot, and a few
 * slots in memory are enough.
 */
final class KnownPoints {

  private static final int SLOTS = 16;

  private final Catalogue catalogue;
  private final Map<Instant, Set<PointId>> slots =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Instant, Set<PointId>> eldest) {
          return size() > SLOTS;
        }
      };

  KnownPoints(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  boolean contains(PointId point) {
    return slots
        .computeIfAbsent(point.slot(), slot -> new HashSet<>(catalogue.ofSlot(slot)))
        .contains(point);
  }
}
