package io.keyhold.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The states of a recovery point (design.md, State). */
public enum PointState {
  GATED,
  REFUSED,
  HELD,
  TAKEN,
  COPYING,
  COMPLETE,
  EXPIRING,
  EXPIRED,
  FAILED,
  ABANDONED;

  /** The word in answers, events and markers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<PointState> of(String word) {
    return Arrays.stream(values()).filter(state -> state.word().equals(word)).findFirst();
  }

  /** True when the slot needs no further attempt; only {@code gated} is not final. */
  public boolean isFinal() {
    return this != GATED;
  }

  public boolean canBeRestored() {
    return switch (this) {
      case TAKEN, COPYING, COMPLETE, EXPIRING -> true;
      case GATED, REFUSED, HELD, EXPIRED, FAILED, ABANDONED -> false;
    };
  }

  /** The state after this change, or empty where the change is not allowed in this state. */
  public Optional<PointState> after(Change change) {
    return switch (change) {
      case Change.Gated gated -> when(this == GATED || this == HELD, this);
      case Change.Refused refused -> when(this == GATED, REFUSED);
      case Change.Failed failed -> when(this == GATED, FAILED);
      case Change.Held held -> when(this == GATED, HELD);
      case Change.Taken taken -> when(this == GATED || this == HELD, TAKEN);
      case Change.Abandoned abandoned -> when(this == GATED || this == HELD, ABANDONED);
      case Change.CopyGated copyGated ->
          when(this == TAKEN || this == COPYING, copyGated.decision().positive() ? COPYING : this);
      case Change.NotCopied notCopied -> when(this == TAKEN || this == COPYING, TAKEN);
      case Change.Completed completed -> when(this == TAKEN || this == COPYING, COMPLETE);
      case Change.Expiring expiring -> when(this == TAKEN || this == COMPLETE, EXPIRING);
      case Change.Kept kept ->
          when(this == EXPIRING && (kept.to() == TAKEN || kept.to() == COMPLETE), kept.to());
      case Change.Expired expired -> when(this == EXPIRING, EXPIRED);
    };
  }

  /** The state that a first event opens a point in, or empty where it cannot be a first one. */
  public static Optional<PointState> opening(Change change) {
    return switch (change) {
      case Change.Gated gated -> Optional.of(GATED);
      case Change.Failed failed -> Optional.of(FAILED);
      case Change.Refused refused -> Optional.empty();
      case Change.Held held -> Optional.empty();
      case Change.Taken taken -> Optional.empty();
      case Change.Abandoned abandoned -> Optional.empty();
      case Change.CopyGated copyGated -> Optional.empty();
      case Change.NotCopied notCopied -> Optional.empty();
      case Change.Completed completed -> Optional.empty();
      case Change.Expiring expiring -> Optional.empty();
      case Change.Kept kept -> Optional.empty();
      case Change.Expired expired -> Optional.empty();
    };
  }

  private static Optional<PointState> when(boolean allowed, PointState then) {
    return allowed ? Optional.of(then) : Optional.empty();
  }
}
