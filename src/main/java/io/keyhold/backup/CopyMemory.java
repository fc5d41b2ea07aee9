package io.keyhold.backup;

import io.keyhold.domain.PointId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What this process remembers of points from tick to tick, so that it need not read each one every
 * minute: the wish of one that waits, or that there is nothing to do any more; and when the gate of
 * one that waits for a key was last asked. It is never needed: before anything is done a point is
 * read, and a new process reads all of them once.
 */
public final class CopyMemory {

  /** Some 300 bytes each. */
  private static final int POINTS = 50_000;

  private final Map<PointId, Optional<CopyWish>> known = bounded();
  private final Map<PointId, Instant> asked = bounded();

  private static <T> Map<PointId, T> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<PointId, T> eldest) {
        return size() > POINTS;
      }
    };
  }

  /** When its gate said no and asked to wait; empty where it was not asked, or did not. */
  synchronized Optional<Instant> asked(PointId point) {
    return Optional.ofNullable(asked.get(point));
  }

  synchronized void asked(PointId point, Instant at) {
    asked.put(point, at);
  }

  synchronized boolean isDone(PointId point) {
    return known.containsKey(point) && known.get(point).isEmpty();
  }

  synchronized Optional<CopyWish> wish(PointId point) {
    return known.getOrDefault(point, Optional.empty());
  }

  /** Nothing will ever have to be done for it again. */
  synchronized void done(PointId point) {
    known.put(point, Optional.empty());
  }

  /** It is read again when it is asked for next. */
  synchronized void forget(PointId point) {
    known.remove(point);
    asked.remove(point);
  }

  synchronized void waits(CopyWish wish) {
    known.put(wish.point(), Optional.of(wish));
  }
}
