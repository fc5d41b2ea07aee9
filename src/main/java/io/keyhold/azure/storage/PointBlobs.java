package io.keyhold.azure.storage;

import io.keyhold.domain.PointId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the events in {@code points}: {@code <id>/<nnnn>.json}. */
final class PointBlobs {

  private static final Pattern EVENT = Pattern.compile("[^/]+/([0-9]{4})\\.json");

  private PointBlobs() {}

  static String event(PointId id, int number) {
    return "%s/%04d.json".formatted(id.value(), number);
  }

  static String folder(PointId id) {
    return id.value() + "/";
  }

  /** The number of an event; empty for other blobs of the point, such as its break-glass kit. */
  static Optional<Integer> number(String name) {
    Matcher form = EVENT.matcher(name);
    return form.matches() ? Optional.of(Integer.valueOf(form.group(1))) : Optional.empty();
  }
}
