package io.keyhold.heard;

import io.keyhold.domain.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The keys, sets and vaults that were in trouble, all together. */
final class Troubles {

  /** What is over, or was not met, for so long is forgotten. */
  private static final Duration KEPT = Duration.ofDays(30);

  private Troubles() {}

  /** How many are in trouble, and were met so within the last two days. */
  static int count(Documents documents, Instant now) {
    return Math.toIntExact(
        documents.names(KeyStates.PLACE).stream()
            .flatMap(name -> documents.read(name).stream())
            .flatMap(document -> KeyState.read(document.text()).stream())
            .filter(KeyState::troubled)
            .filter(state -> state.seen().isAfter(now.minus(KeyStates.FORGOTTEN)))
            .count());
  }

  static void tidy(Documents documents, Instant now) {
    for (String name : documents.names(KeyStates.PLACE)) {
      Optional<KeyState> state =
          documents.read(name).flatMap(document -> KeyState.read(document.text()));
      if (state.filter(known -> known.seen().isBefore(now.minus(KEPT))).isPresent()) {
        documents.remove(name);
      }
    }
  }
}
