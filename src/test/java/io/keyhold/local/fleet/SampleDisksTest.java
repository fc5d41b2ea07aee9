package io.keyhold.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.e2e.Needs;
import io.keyhold.e2e.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleDisksTest {
  private static final byte[] LUKS = {'L', 'U', 'K', 'S', (byte) 0xba, (byte) 0xbe};

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void anEncryptedDiskBeginsWithALuksHeaderAndHasItsWholeSize(SampleVolume volume)
      throws IOException {
    Path disk = new SampleDisks(folder).encrypted("disk", volume);

    assertThat(Files.size(disk)).isEqualTo(SampleDisks.SIZE);
    assertThat(Arrays.copyOf(Files.readAllBytes(disk), LUKS.length)).isEqualTo(LUKS);
  }

  @ParameterizedTest
  @EnumSource
  void cryptsetupOpensAnEncryptedDiskWithItsOwnPassphraseAlone(SampleVolume volume) {
    Path disk = new SampleDisks(folder).encrypted("disk", volume);
    List<String> check =
        List.of(
            Needs.program("cryptsetup"),
            "open",
            "--test-passphrase",
            "--readonly",
            "--key-file",
            "-",
            disk.toString());

    assertThat(Programs.run(volume.passphrase(), check).status()).isZero();
    assertThat(Programs.run("wrong".getBytes(StandardCharsets.UTF_8), check).status()).isNotZero();
  }

  @Test
  void theSameNameGivesTheSameBytesAndAnotherNameOthers() throws IOException {
    byte[] first = Files.readAllBytes(new SampleDisks(folder).plain("one"));
    byte[] again = Files.readAllBytes(new SampleDisks(folder).plain("one"));
    byte[] other = Files.readAllBytes(new SampleDisks(folder).plain("two"));

    assertThat(Arrays.equals(first, again)).isTrue();
    assertThat(Arrays.equals(first, other)).isFalse();
  }

  @Test
  void aPassphraseOfAzureDiskEncryptionHas172CharactersAndNoNewline() {
    assertThat(new String(SampleVolume.ADE_OS.passphrase(), StandardCharsets.US_ASCII))
        .matches("[A-Za-z0-9+/=]{172}");
  }
}
