package io.keyhold.local.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * Makes disks as sparse files: a volume or nothing at the start, and blocks of noise strewn behind
 * it.
 */
public final class SampleDisks {
  /** What a disk occupies from end to end; most of it is holes. */
  public static final int SIZE = 48 << 20;

  private static final int BLOCK = 64 << 10;

  /** Behind the largest fixture. */
  private static final long NOISE_FROM = 4L << 20;

  private static final int NOISE_BLOCKS = 24;

  private final Path folder;

  /** The folder must be there; whoever made it deletes it. */
  public SampleDisks(Path folder) {
    this.folder = folder;
  }

  /** A disk that holds a LUKS volume. The same name gives the same noise. */
  public Path encrypted(String name, SampleVolume volume) {
    return disk(
        name,
        to -> {
          try (InputStream from = volume.open()) {
            unpack(from, to);
          }
        });
  }

  /** A disk that nobody encrypted in the guest. */
  public Path plain(String name) {
    byte[] label = ("keyhold sample disk " + name).getBytes(StandardCharsets.UTF_8);
    return disk(name, to -> to.write(ByteBuffer.wrap(label), 0));
  }

  private interface Start {
    void writeTo(FileChannel disk) throws IOException;
  }

  private Path disk(String name, Start start) {
    Path file = folder.resolve(name + ".img");
    try {
      Files.deleteIfExists(file);
      try (FileChannel disk =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.SPARSE,
              StandardOpenOption.WRITE)) {
        start.writeTo(disk);
        strew(disk, new Random(name.hashCode()));
        disk.write(ByteBuffer.allocate(1), SIZE - 1);
      }
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void strew(FileChannel disk, Random random) throws IOException {
    byte[] noise = new byte[BLOCK];
    long places = (SIZE - NOISE_FROM) / BLOCK;
    for (int i = 0; i < NOISE_BLOCKS; i++) {
      random.nextBytes(noise);
      disk.write(ByteBuffer.wrap(noise), NOISE_FROM + random.nextLong(places) * BLOCK);
    }
  }

  /** Leaves out blocks of zeros, so that the file stays sparse. */
  private static void unpack(InputStream from, FileChannel to) throws IOException {
    long at = 0;
    for (byte[] block = from.readNBytes(BLOCK); block.length > 0; block = from.readNBytes(BLOCK)) {
      if (!isZero(block)) {
        to.write(ByteBuffer.wrap(block), at);
      }
      at += block.length;
    }
  }

  private static boolean isZero(byte[] block) {
    for (byte each : block) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }
}
