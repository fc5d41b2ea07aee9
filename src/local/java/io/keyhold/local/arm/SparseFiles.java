package io.keyhold.local.arm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Copies and compares files without writing, or looking at, what is known to be zero. */
final class SparseFiles {

  /** Data is looked for, and copied, in pieces of this size. */
  private static final int PIECE = 64 * 1024;

  private SparseFiles() {}

  static boolean same(FileChannel one, FileChannel two, List<Content.Extent> where, long end)
      throws IOException {
    for (var extent : where) {
      for (long at = extent.offset(); at < Math.min(extent.end(), end); at += PIECE) {
        int length = (int) Math.min(PIECE, Math.min(extent.end(), end) - at);
        if (!piece(one, at, length).equals(piece(two, at, length))) {
          return false;
        }
      }
    }
    return true;
  }

  static ByteBuffer piece(FileChannel channel, long at, int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, at + buffer.position()) >= 0) {}
    return buffer.flip();
  }

  /** Copies what is not zero; where both channels are the same, it only looks. */
  @SuppressWarnings("ReferenceEquality") // the very same channel is meant
  static List<Content.Extent> copied(FileChannel from, FileChannel to, long start, long end)
      throws IOException {
    var found = new ArrayList<Content.Extent>();
    var buffer = ByteBuffer.allocate(PIECE);
    for (long at = start; at < end; at += PIECE) {
      buffer.clear().limit((int) Math.min(PIECE, end - at));
      while (buffer.hasRemaining() && from.read(buffer, at + buffer.position()) >= 0) {}
      buffer.flip();
      if (holdsData(buffer)) {
        add(found, at, buffer.limit());
        while (to != from && buffer.hasRemaining()) {
          to.write(buffer, at + buffer.position());
        }
      }
    }
    return found;
  }

  static boolean holdsData(ByteBuffer buffer) {
    for (int i = 0; i < buffer.limit(); i++) {
      if (buffer.get(i) != 0) {
        return true;
      }
    }
    return false;
  }

  static void add(List<Content.Extent> found, long offset, long length) {
    if (!found.isEmpty() && found.getLast().end() == offset) {
      var last = found.removeLast();
      found.add(new Content.Extent(last.offset(), last.length() + length));
    } else {
      found.add(new Content.Extent(offset, length));
    }
  }

  static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.SPARSE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  static void stretch(FileChannel channel, long size) throws IOException {
    if (channel.size() < size) {
      channel.write(ByteBuffer.allocate(1), size - 1);
    }
  }
}
