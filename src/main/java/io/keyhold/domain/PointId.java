package io.keyhold.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a recovery point: its slot in UTC and a hash that is the same for every attempt at the
 * same slot of the same machine, for example {@code 20261124T010000Z-3f9a0c12b7de}. Everything that
 * is made for the point has a name that follows from it, so that nothing is made twice.
 */
public record PointId(String value) implements Comparable<PointId> {

  private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{12}");
  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC)
          .withResolverStyle(ResolverStyle.STRICT);

  public PointId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the id of a recovery point: " + Text.shown(value));
    }
  }

  public static Optional<PointId> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      COMPACT.parse(text.substring(0, 16));
      return Optional.of(new PointId(text));
    } catch (DateTimeParseException noSuchDay) {
      return Optional.empty();
    }
  }

  /** The id of the point that a schedule asks for. */
  public static PointId scheduled(String vmId, String policy, Instant slot) {
    return of(vmId, policy, slot, slot.toString());
  }

  /** The id of the point that a caller asked for with an id of its own. */
  public static PointId requested(String vmId, String policy, Instant slot, String clientId) {
    return of(vmId, policy, slot, clientId);
  }

  private static PointId of(String vmId, String policy, Instant slot, String what) {
    String hash = Text.sha256(vmId.toLowerCase(Locale.ROOT) + "|" + policy + "|" + what);
    return new PointId(prefix(slot) + "-" + hash.substring(0, 12));
  }

  /** The beginning that all points of a slot share. */
  public static String prefix(Instant slot) {
    return COMPACT.format(slot);
  }

  /** The instant that {@link #prefix} wrote. */
  public static Optional<Instant> instant(String prefix) {
    try {
      return Optional.of(Instant.from(COMPACT.parse(prefix)));
    } catch (DateTimeParseException other) {
      return Optional.empty();
    }
  }

  /** The instant in the id, to the second. */
  public Instant slot() {
    return Instant.from(COMPACT.parse(value.substring(0, 16)));
  }

  /** The name of the snapshot of one disk. */
  public String snapshotName(Lun lun) {
    return "kh-" + value + "-" + lun.suffix();
  }

  @Override
  public int compareTo(PointId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
