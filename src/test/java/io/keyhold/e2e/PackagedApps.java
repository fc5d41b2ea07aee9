package io.keyhold.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the packaged apps are that tests start. */
public final class PackagedApps {

  /** The folder that {@code ./keyhold package} leaves, and in it the zips of {@code --zip}. */
  static final Path FOLDER = Path.of("target", "function-apps");

  /** Another folder of apps: {@code target/function-apps-native} to try the native ones. */
  private static final String PROPERTY = "keyhold.apps";

  private PackagedApps() {}

  /** The unpacked app of this name. */
  public static Path named(String app) {
    Path folder = Path.of(System.getProperty(PROPERTY, FOLDER.toString())).resolve(app);
    return Needs.file(folder.resolve("handler"), folder + " (./keyhold package)").getParent();
  }

  /** Whether this run is about other apps than those for the JVM, which must then be there. */
  static boolean areOthers() {
    return System.getProperty(PROPERTY) != null;
  }

  /** The names of all apps: what the repository configures is what is packaged. */
  static List<String> names() {
    try (Stream<Path> folders = Files.list(Path.of("function-config"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
