package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks are sparse: what is known to be zero is neither copied nor compared. */
class ContentTest {

  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  @TempDir private Path folder;

  @Test
  void aBlankDiskOfManyGigabytesTakesNoSpaceAndNoTime() {
    var content = Content.blank(folder.resolve("blank"), 512 * GIB);
    assertThat(content.file()).hasSize(512 * GIB);
    assertThat(content.extents()).isEmpty();
    assertThat(content.copy(folder.resolve("copy"), 1024 * GIB).file()).hasSize(1024 * GIB);
  }

  @Test
  void whatWasWrittenIsCopiedAndFound() {
    var content =
        Content.blank(folder.resolve("disk"), 100 * GIB).written(70 * GIB + 5, new byte[] {1, 2});
    var copy = content.copy(folder.resolve("copy"), 100 * GIB);
    assertThat(copy.extents()).hasSize(1);
    assertThat(copy.sameAs(content)).isTrue();
    assertThat(copy.written(70 * GIB + 6, new byte[] {9}).sameAs(content)).isFalse();
  }

  @Test
  void writesThatTouchBecomeOneExtent() {
    var content =
        Content.blank(folder.resolve("disk"), GIB)
            .written(100, new byte[50])
            .written(150, new byte[50])
            .written(120, new byte[10])
            .written(512, new byte[1])
            .written(5000, new byte[1]);
    assertThat(content.extents())
        .containsExactly(new Content.Extent(0, 1024), new Content.Extent(4608, 512));
  }

  @Test
  void theBytesOfAFileAreFollowedByZeros() throws Exception {
    var bytes = new byte[100_000];
    new Random(3).nextBytes(bytes);
    var content =
        Content.of(Files.write(folder.resolve("file"), bytes), folder.resolve("disk"), MIB);
    assertThat(content.size()).isEqualTo(MIB);
    assertThat(content.extents()).hasSize(1);
    assertThat(content.reread().extents()).hasSize(1);
    assertThat(content.reread().sameAs(content)).isTrue();
  }

  @Test
  void nothingIsWrittenBehindTheEnd() {
    var content = Content.blank(folder.resolve("disk"), 1024);
    assertThatThrownBy(() -> content.written(1020, new byte[5]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
