package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointStateTest {

  /** design.md, State: which state ends its slot, and which can be restored. */
  @ParameterizedTest
  @CsvSource({
    "gated, false, false",
    "refused, true, false",
    "held, true, false",
    "taken, true, true",
    "copying, true, true",
    "complete, true, true",
    "expiring, true, true",
    "expired, true, false",
    "failed, true, false",
    "abandoned, true, false"
  })
  void everyStateIsFinalAndRestorableAsTheDesignSays(
      String word, boolean isFinal, boolean canBeRestored) {
    PointState state = PointState.of(word).orElseThrow();

    assertThat(state.isFinal()).isEqualTo(isFinal);
    assertThat(state.canBeRestored()).isEqualTo(canBeRestored);
    assertThat(state.word()).isEqualTo(word);
  }

  @Test
  void thereAreTenStatesAndNoOtherWords() {
    assertThat(PointState.values()).hasSize(10);
    assertThat(PointState.of("Taken")).isEmpty();
    assertThat(PointState.of("")).isEmpty();
  }
}
