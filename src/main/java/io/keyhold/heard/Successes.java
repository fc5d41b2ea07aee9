package io.keyhold.heard;

import io.keyhold.domain.Documents;
import io.keyhold.domain.PointId;
import io.keyhold.domain.RecoveryPoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The slots of the machines' last successes, written down after the fact, so that a tick knows
 * those of a whole fleet by one listing: {@code successes/<vmId>/<slot>}, the last one counts.
 * Retention removes the others.
 */
public final class Successes {

  private static final String PLACE = "successes/";

  private final Documents documents;

  public Successes(Documents documents) {
    this.documents = documents;
  }

  /** Notes that this point was taken. */
  public void note(RecoveryPoint point) {
    documents.put(
        PLACE + folded(point.origin().vmId()) + "/" + PointId.prefix(point.origin().slot()),
        point.id() + "\n");
  }

  /** By vmId in lower case. */
  Map<String, Instant> last() {
    Map<String, Instant> last = new HashMap<>();
    for (String name : documents.names(PLACE)) {
      slot(name).ifPresent(slot -> last.merge(vmId(name), slot, Successes::later));
    }
    return last;
  }

  /** Removes all but the last one of each machine. */
  void tidy() {
    List<String> names = documents.names(PLACE);
    for (int i = 0; i + 1 < names.size(); i++) {
      if (vmId(names.get(i)).equals(vmId(names.get(i + 1)))) {
        documents.remove(names.get(i));
      }
    }
  }

  static String folded(String vmId) {
    return vmId.toLowerCase(Locale.ROOT);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Optional<Instant> slot(String name) {
    return PointId.instant(name.substring(name.lastIndexOf('/') + 1));
  }

  private static String vmId(String name) {
    return name.substring(PLACE.length(), Math.max(PLACE.length(), name.lastIndexOf('/')));
  }
}
