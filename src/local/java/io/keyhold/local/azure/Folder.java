package io.keyhold.local.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** The files of one local Azure. What is temporary is deleted at the end. */
final class Folder implements AutoCloseable {

  private final Path root;
  private final boolean temporary;

  private Folder(Path root, boolean temporary) {
    this.root = root;
    this.temporary = temporary;
  }

  static Folder of(Optional<Path> given) {
    try {
      var root =
          given.isPresent()
              ? Files.createDirectories(given.get()).toAbsolutePath()
              : Files.createTempDirectory("keyhold-local-azure");
      var folder = new Folder(root, given.isEmpty());
      Files.createDirectories(folder.blobs());
      // Disks do not outlive their resources, which are in memory.
      folder.delete(folder.disks());
      Files.createDirectories(folder.disks());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path authority() {
    return root.resolve("ca.pem");
  }

  Path policies() {
    return root.resolve("policies.json");
  }

  Path blobs() {
    return root.resolve("blobs");
  }

  Path disks() {
    return root.resolve("disks");
  }

  @Override
  public void close() {
    delete(temporary ? root : disks());
  }

  private void delete(Path folder) {
    if (Files.notExists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
