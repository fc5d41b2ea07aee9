package io.keyhold.local.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * The LUKS volumes among the fixtures. How they were made, and with which keys, is said beside
 * them.
 */
public enum SampleVolume {
  ADE_OS("ade-os.luks1", "ade.key"),
  ADE_DATA("ade-data.luks2", "ade.key"),
  SELF_MANAGED("self-managed.luks2", "self-managed.key");

  private static final String FIXTURES = "/fixtures/";

  private final String file;
  private final String keyFile;

  SampleVolume(String file, String keyFile) {
    this.file = file;
    this.keyFile = keyFile;
  }

  /** The pass phrase that opens the volume: exactly these bytes. */
  public byte[] passphrase() {
    try (InputStream key = fixture(keyFile)) {
      return key.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The volume itself, header and content. */
  InputStream open() throws IOException {
    return new GZIPInputStream(fixture(file + ".gz"));
  }

  private static InputStream fixture(String name) {
    InputStream found = SampleVolume.class.getResourceAsStream(FIXTURES + name);
    if (found == null) {
      throw new IllegalStateException("The fixture " + name + " is not on the class path");
    }
    return found;
  }
}
