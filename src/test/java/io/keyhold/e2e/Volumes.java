package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real volumes: made by cryptsetup, or by Windows and shared as test data. */
final class Volumes {

  private static final long SIZE = 24 << 20;

  private Volumes() {}

  /** A LUKS volume whose key derivation costs little. */
  static Path luks(Path folder, String type, byte[] phrase) throws IOException {
    Path volume = folder.resolve(type + ".img");
    try (RandomAccessFile file = new RandomAccessFile(volume.toFile(), "rw")) {
      file.setLength(SIZE);
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Needs.program("cryptsetup"),
                "luksFormat",
                "--batch-mode",
                "--type",
                type,
                "--pbkdf-force-iterations",
                "1000",
                "--key-file",
                "-"));
    if (type.equals("luks2")) {
      command.addAll(List.of("--pbkdf", "pbkdf2"));
    }
    command.add(volume.toString());
    Programs.Ended made = Programs.run(phrase, command);
    assertThat(made.status()).as(made.said()).isZero();
    return volume;
  }

  /** One of the shared images. */
  static Path bitLocker(Path folder, String image) {
    Path archive = Needs.shared("bitlocker/bitlk-images.tar.xz");
    Programs.Ended unpacked =
        Programs.run(
            Needs.program("tar"),
            "-xJf",
            archive.toAbsolutePath().toString(),
            "-C",
            folder.toString(),
            "--sparse",
            "bitlk-images/" + image);
    assertThat(unpacked.status()).as(unpacked.said()).isZero();
    return folder.resolve("bitlk-images").resolve(image);
  }
}
