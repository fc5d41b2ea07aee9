package io.keyhold.local.arm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The bytes of disks and snapshots: one sparse file that is never changed while it is shared. A
 * snapshot shares its disk's content; whoever writes to the disk afterwards writes to a copy.
 */
final class Content {

  /** Page blobs tell of data in pages of this size. */
  private static final int PAGE = 512;

  private final Path file;
  private final long size;
  private final List<Extent> extents;

  /** A part of the file that may hold something else than zeros. */
  record Extent(long offset, long length) {
    long end() {
      return offset + length;
    }
  }

  private Content(Path file, long size, List<Extent> extents) {
    this.file = file;
    this.size = size;
    this.extents = List.copyOf(extents);
  }

  Path file() {
    return file;
  }

  /** In bytes, without a footer. */
  long size() {
    return size;
  }

  /** In ascending order, apart from each other. */
  List<Extent> extents() {
    return extents;
  }

  /** A blank disk. */
  static Content blank(Path file, long size) {
    try (var channel = SparseFiles.open(file)) {
      SparseFiles.stretch(channel, size);
      return new Content(file, size, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of another file, followed by zeros up to the size. */
  static Content of(Path source, Path file, long size) {
    try (var from = FileChannel.open(source, StandardOpenOption.READ);
        var to = SparseFiles.open(file)) {
      var found = SparseFiles.copied(from, to, 0, Math.min(from.size(), size));
      SparseFiles.stretch(to, size);
      return new Content(file, size, found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of its own, perhaps larger. */
  Content copy(Path to, long newSize) {
    try (var from = FileChannel.open(file, StandardOpenOption.READ);
        var target = SparseFiles.open(to)) {
      var found = new ArrayList<Extent>();
      for (var extent : extents) {
        found.addAll(SparseFiles.copied(from, target, extent.offset(), extent.end()));
      }
      SparseFiles.stretch(target, newSize);
      return new Content(to, newSize, found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same file with these bytes at an offset; the file must not be shared. */
  Content written(long offset, byte[] bytes) {
    if (offset < 0 || offset + bytes.length > size) {
      throw new IllegalArgumentException("The bytes lie outside of the disk");
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer, offset + buffer.position());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var all = new ArrayList<>(extents);
    long start = offset / PAGE * PAGE;
    long end = Math.min((offset + bytes.length + PAGE - 1) / PAGE * PAGE, size);
    all.add(new Extent(start, end - start));
    return new Content(file, size, joined(all));
  }

  /** The extents in order, with none that overlap or touch. */
  private static List<Extent> joined(List<Extent> extents) {
    var result = new ArrayList<Extent>();
    extents.stream()
        .sorted(Comparator.comparingLong(Extent::offset))
        .forEach(
            next -> {
              if (result.isEmpty() || result.getLast().end() < next.offset()) {
                result.add(next);
              } else {
                var last = result.removeLast();
                long end = Math.max(last.end(), next.end());
                result.add(new Extent(last.offset(), end - last.offset()));
              }
            });
    return result;
  }

  /** The same file read again, after somebody has changed it. */
  Content reread() {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new Content(file, size, SparseFiles.copied(channel, channel, 0, size));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether both hold the same bytes, to the last of the shorter one. */
  boolean sameAs(Content other) {
    long end = Math.min(size, other.size);
    try (var one = FileChannel.open(file, StandardOpenOption.READ);
        var two = FileChannel.open(other.file, StandardOpenOption.READ)) {
      return SparseFiles.same(one, two, extents, end)
          && SparseFiles.same(two, one, other.extents, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
