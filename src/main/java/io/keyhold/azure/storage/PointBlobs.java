package io.keyhold.azure.storage;

import io.keyhold.domain.PointId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in {@code points}: {@code <id>/<nnnn>.json} for events, {@code <id>/kit-<nnnn>.md} for
 * break-glass kits.
 */
final class PointBlobs {

  private static final Pattern EVENT = Pattern.compile("[^/]+/([0-9]{4})\\.json");

  private PointBlobs() {}

  static String event(PointId id, int number) {
    return "%s/%04d.json".formatted(id.value(), number);
  }

  static String folder(PointId id) {
    return id.value() + "/";
  }

  /** The kit that was written before the event of this number. */
  static String kit(PointId id, int number) {
    return kits(id) + "%04d.md".formatted(number);
  }

  /** What the names of all kits of a point begin with. */
  static String kits(PointId id) {
    return folder(id) + "kit-";
  }

  /** The number of an event; empty for other blobs of the point, such as its break-glass kit. */
  static Optional<Integer> number(String name) {
    Matcher form = EVENT.matcher(name);
    return form.matches() ? Optional.of(Integer.valueOf(form.group(1))) : Optional.empty();
  }
}
