package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  private static final String EMOJI = "\uD83D\uDD11";

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\r", "\u0000", "\u001B", "\u0085", "\u009B", "\u2028", "\u202E", "\uD83D"})
  void whatWouldForgeALineOrHideTextIsNotShown(String hostile) {
    assertThat(Text.shown("a" + hostile + "b")).isEqualTo("a?b");
  }

  @Test
  void ordinaryTextOfAnyScriptIsShown() {
    assertThat(Text.shown("Größe 鍵 " + EMOJI)).isEqualTo("Größe 鍵 " + EMOJI);
  }

  @Test
  void aLongTextIsCutButNeverInTheMiddleOfACharacter() {
    assertThat(Text.shown("x".repeat(120))).hasSize(120);
    assertThat(Text.shown("x".repeat(121))).isEqualTo("x".repeat(120) + "…");
    assertThat(Text.shown("x".repeat(119) + EMOJI)).isEqualTo("x".repeat(119) + "…");
  }

  @Test
  void theDetailOfAProblemIsCutButNeverInTheMiddleOfACharacter() {
    Problem problem = new Problem(Code.CLOUD_ERROR, "s", "x".repeat(999) + EMOJI + "more");

    assertThat(problem.detail()).isEqualTo("x".repeat(999));
    assertThat(
            new String(problem.detail().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(problem.detail());
  }

  @Test
  void theSubjectIsFilledIntoTheRemedy() {
    Problem problem = new Problem(Code.KEY_DISABLED, "https://kv.vault.azure.net/keys/$k", "d");

    assertThat(problem.remedy()).endsWith("--id https://kv.vault.azure.net/keys/$k");
  }

  @Test
  void theHashIsSha256() {
    assertThat(Text.sha256("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
