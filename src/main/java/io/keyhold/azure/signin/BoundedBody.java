package io.keyhold.azure.signin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.time.InstantSource;

/** Takes a body that may have so many bytes and may come until some moment. */
final class BoundedBody implements WritableByteChannel {

  private final int longest;
  private final Instant end;
  private final InstantSource clock;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  BoundedBody(int longest, Instant end, InstantSource clock) {
    this.longest = longest;
    this.end = end;
    this.clock = clock;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  @Override
  public int write(ByteBuffer part) throws IOException {
    if (part.remaining() > longest - bytes.size()) {
      throw new IOException("the answer has more than " + longest + " bytes");
    }
    if (clock.instant().isAfter(end)) {
      throw new IOException("the answer does not come to its end");
    }
    byte[] next = new byte[part.remaining()];
    part.get(next);
    bytes.writeBytes(next);
    return next.length;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    bytes.reset();
  }
}
