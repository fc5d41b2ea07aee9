package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a test needs of the machine it runs on. In CI ({@code KEYHOLD_CI}) nothing may skip for want
 * of it, but for the shared test data where {@code .ci/run --without-shared} saw that there is no
 * ../shared at all.
 */
public final class Needs {

  private static final List<String> FOLDERS = List.of("/usr/sbin", "/sbin", "/usr/bin");

  private Needs() {}

  /** The path of a system program; the test is skipped, or fails in CI, where it is missing. */
  public static String program(String name) {
    Optional<Path> found =
        java.util.stream.Stream.concat(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")),
                FOLDERS.stream())
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    return found.map(Path::toString).orElseGet(() -> missing("the program " + name));
  }

  /** A file or folder of the shared test data. */
  public static Path shared(String name) {
    Path shared = Path.of("..", "shared");
    Path path = shared.resolve("data").resolve(name);
    if (!Files.exists(shared) && "without-shared".equals(System.getenv("KEYHOLD_CI"))) {
      abort("skipped: there is no ../shared beside this clone, and so no " + path);
    }
    return Files.exists(path) ? path : Path.of(missing("the test data ../shared/data/" + name));
  }

  /**
   * A device of the kernel that this process may open. Where a container has none, nothing that CI
   * could install brings it, so that the test says its name and skips there too.
   */
  public static void device(String path) {
    if (!Files.isWritable(Path.of(path))) {
      abort("skipped: " + path + " cannot be opened on this machine");
    }
  }

  /** A file that something else had to make first. */
  public static Path file(Path path, String what) {
    return Files.exists(path) ? path : Path.of(missing(what));
  }

  private static String missing(String what) {
    if (System.getenv("KEYHOLD_CI") != null) {
      fail("%s is missing; in CI no test may be skipped for that", what);
    }
    return abort("skipped: " + what + " is missing on this machine");
  }
}
