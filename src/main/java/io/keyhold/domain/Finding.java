package io.keyhold.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a check of one needed key found. Sealed: whoever asks has to answer for every case. */
public sealed interface Finding {

  /** The key is there, enabled, and does what the recovery point needs of it. */
  record Available() implements Finding {}

  /** It can be used, and somebody should know something about it. */
  record AvailableWithWarning(List<Problem> warnings) implements Finding {
    public AvailableWithWarning {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * It cannot be used, but may come back.
   *
   * @param recoverableUntil when that ends for good, if the store says so
   */
  record Unavailable(Problem cause, Optional<Instant> recoverableUntil) implements Finding {}

  /** It does not exist and is not among the deleted ones, seen twice 30 seconds apart. */
  record Lost(Problem cause) implements Finding {}

  /** Nothing could be found out. Never to be shown as missing, and never as available. */
  record Unknown(Problem cause) implements Finding {}

  /** The store cannot say. */
  record Unverified(Problem cause) implements Finding {}

  /** The word for this finding in answers and events (design.md, HTTP). */
  default String word() {
    return switch (this) {
      case Available a -> "available";
      case AvailableWithWarning w -> "availableWithWarning";
      case Unavailable u -> "unavailable";
      case Lost l -> "lost";
      case Unknown u -> "unknown";
      case Unverified u -> "unverified";
    };
  }

  /** What is to be said about it: nothing, one cause, or several warnings. */
  default List<Problem> problems() {
    return switch (this) {
      case Available a -> List.of();
      case AvailableWithWarning w -> w.warnings();
      case Unavailable u -> List.of(u.cause());
      case Lost l -> List.of(l.cause());
      case Unknown u -> List.of(u.cause());
      case Unverified u -> List.of(u.cause());
    };
  }
}
