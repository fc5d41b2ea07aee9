package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LunTest {

  @Test
  void theOsDiskAndSixtyFourDataDisksHaveOne() {
    assertThat(Lun.parse("os")).contains(Lun.OS);
    assertThat(IntStream.range(0, 64))
        .allSatisfy(
            number -> assertThat(Lun.parse(Integer.toString(number))).contains(Lun.data(number)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "OS", "64", "-1", "00", "007", "1.0", " 1", "1\n", "lun1", "٣"})
  void anythingElseIsNone(String text) {
    assertThat(Lun.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Lun(text));
  }

  @Test
  void theOsDiskComesFirstAndNumbersSortAsNumbers() {
    assertThat(Stream.of(Lun.data(10), Lun.data(2), Lun.OS, Lun.data(0)).sorted())
        .containsExactly(Lun.OS, Lun.data(0), Lun.data(2), Lun.data(10));
  }

  @Test
  void namesEndWithTheSuffix() {
    assertThat(Lun.OS.suffix()).isEqualTo("os");
    assertThat(Lun.data(0).suffix()).isEqualTo("lun0");
  }
}
