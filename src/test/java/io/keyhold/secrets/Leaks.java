package io.keyhold.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All key material that vaults gave out in this process, and whoever looks for it. */
public final class Leaks {

  /** Where a run writes down what it knows, so that what it leaves behind can be looked through. */
  static final Path FOLDER = Path.of("target", "key-material");

  private static final Secrets SECRETS = new Secrets();
  private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();

  private Leaks() {}

  static Secrets secrets() {
    return SECRETS;
  }

  /**
   * What of the known key material stands in this text. Nothing is known unless the run has
   * witnesses.
   */
  public static Set<String> in(String text) {
    return SECRETS.in(text);
  }

  /** Writes down what was not yet, for {@link SuiteScan}. */
  static synchronized void write() {
    Set<String> all = SECRETS.hex();
    if (WRITTEN.containsAll(all)) {
      return;
    }
    try {
      Files.createDirectories(FOLDER);
      Files.write(FOLDER.resolve(ProcessHandle.current().pid() + ".hex"), all);
      WRITTEN.addAll(all);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
