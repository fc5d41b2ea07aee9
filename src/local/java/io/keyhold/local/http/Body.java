package io.keyhold.local.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What a response carries. Disks are larger than memory, so a range of a file is streamed. */
public sealed interface Body {

  long length();

  void writeTo(OutputStream out) throws IOException;

  /** A body that is small enough to be held. */
  record Bytes(byte[] bytes) implements Body {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  /** A part of a file; must lie within the file for as long as it is being sent. */
  record FileRange(Path file, long offset, long length) implements Body {
    @Override
    public void writeTo(OutputStream out) throws IOException {
      try (var channel = FileChannel.open(file, StandardOpenOption.READ);
          var in = Channels.newInputStream(channel.position(offset))) {
        var buffer = new byte[64 * 1024];
        long left = length;
        while (left > 0) {
          int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
          if (read < 0) {
            throw new IOException("The file ended " + left + " bytes before the range did");
          }
          out.write(buffer, 0, read);
          left -= read;
        }
      }
    }
  }

  /** Several bodies, one after the other. */
  record Joined(List<Body> parts) implements Body {
    public Joined {
      parts = List.copyOf(parts);
    }

    @Override
    public long length() {
      return parts.stream().mapToLong(Body::length).sum();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      for (var part : parts) {
        part.writeTo(out);
      }
    }
  }
}
