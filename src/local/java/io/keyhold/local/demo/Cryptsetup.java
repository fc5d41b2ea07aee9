package io.keyhold.local.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The cryptsetup of this machine, if it has one: it knows nothing of Keyhold and says whether a key
 * opens a volume.
 */
public final class Cryptsetup {
  private static final String[] SYSTEM_FOLDERS = {"/usr/sbin", "/sbin", "/usr/local/sbin"};

  private final Path program;

  private Cryptsetup(Path program) {
    this.program = program;
  }

  /** On the path, or where it is not on an ordinary user's path. */
  public static Optional<Cryptsetup> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of(path.split(":")), Stream.of(SYSTEM_FOLDERS))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "cryptsetup"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Cryptsetup::new);
  }

  /**
   * Whether the pass phrase opens the volume at the start of the file; nothing is mapped and
   * nothing written.
   */
  public boolean opens(Path volume, byte[] passphrase) {
    try {
      Process process =
          new ProcessBuilder(
                  program.toString(),
                  "open",
                  "--test-passphrase",
                  "--readonly",
                  "--key-file",
                  "-",
                  volume.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (OutputStream key = process.getOutputStream()) {
        key.write(passphrase);
      }
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new DemoFailure("cryptsetup did not answer within a minute");
      }
      return process.exitValue() == 0;
    } catch (IOException failed) {
      throw new DemoFailure("cryptsetup could not be run: " + failed.getMessage(), failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("Stopped", stop);
    }
  }
}
