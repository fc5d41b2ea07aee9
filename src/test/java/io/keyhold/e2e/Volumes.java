package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Real volumes: made by cryptsetup, or by Windows and shared as test data. */
final class Volumes {

  private static final long SIZE = 24 << 20;
  private static final long BOOT = 48L << 20;
  private static final long ROOT = 32L << 20;

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

  /**
   * A disk as Azure Disk Encryption leaves the OS disk of a Linux machine, without its partition
   * table: an ext4 volume with the LUKS header as a file, and the root volume without a header.
   */
  static Path withDetachedHeader(Path folder, byte[] phrase) throws IOException {
    Path boot = Files.createDirectories(folder.resolve("boot/luks"));
    Path header = boot.resolve("osluksheader");
    Path disk = folder.resolve("os.img");
    sized(header, 16 << 20);
    sized(disk, BOOT + ROOT);
    Path root = folder.resolve("root.img");
    sized(root, ROOT);
    Programs.Ended made =
        Programs.run(
            phrase,
            List.of(
                Needs.program("cryptsetup"),
                "luksFormat",
                "--batch-mode",
                "--type",
                "luks2",
                "--pbkdf",
                "pbkdf2",
                "--pbkdf-force-iterations",
                "1000",
                "--header",
                header.toString(),
                "--key-file",
                "-",
                root.toString()));
    assertThat(made.status()).as(made.said()).isZero();
    Programs.Ended booted =
        Programs.run(
            Needs.program("mke2fs"),
            "-q",
            "-t",
            "ext4",
            "-d",
            folder.resolve("boot").toString(),
            disk.toString(),
            (BOOT >> 10) + "k");
    assertThat(booted.status()).as(booted.said()).isZero();
    return disk;
  }

  private static void sized(Path path, long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(size);
    }
  }

  /**
   * Kernels in sandboxes read no partition table of a loop device. This lsblk shows the two parts
   * of such a disk as loop devices of their own, largest first as it was asked.
   */
  static void partitionsFor(Path folder) throws IOException {
    Path lsblk =
        Files.writeString(
            folder.resolve("lsblk"),
            """
            #!/usr/bin/env bash
            # NAME or SIZE,NAME of the parts of the disk that is the last argument
            folder=$(dirname "$0")
            disk=${@: -1}
            if [ ! -e "$folder/parts" ]; then
              losetup --read-only --find --show --sizelimit %1$d "$folder/lun10" >> "$folder/parts"
              losetup --read-only --find --show --offset %1$d --sizelimit %2$d "$folder/lun10" >> "$folder/parts"
            fi
            case "$*" in
              *SIZE*) i=0; while read -r part; do i=$((i + 1)); echo "$((100 - i)) $part"; done < "$folder/parts" ;;
              *) cat "$folder/parts" ;;
            esac
            """
                .formatted(BOOT, ROOT));
    Files.setPosixFilePermissions(lsblk, PosixFilePermissions.fromString("rwx------"));
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
