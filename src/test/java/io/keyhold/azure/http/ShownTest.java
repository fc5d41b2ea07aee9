package io.keyhold.azure.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {

  @Test
  void signedUrlsLoseTheirQuery() {
    assertThat(
            Shown.text(
                "see https://md-1.z01.blob.storage.azure.net/x/abcd?sv=2018-03-28&sig=abc%3D now"))
        .isEqualTo("see https://md-1.z01.blob.storage.azure.net/x/abcd now");
  }

  @Test
  void tokensAndLooseSignaturesAreLeftOut() {
    assertThat(Shown.text("Bearer eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln and sig=abcdef"))
        .isEqualTo("Bearer … and sig=…");
  }

  @Test
  void aTextIsOneLineOfAtMostSixHundredCharacters() {
    assertThat(Shown.text(" one\r\ntwo\tthree ")).isEqualTo("one two three");
    assertThat(Shown.text("x".repeat(5_000))).hasSize(601).endsWith("…");
  }
}
