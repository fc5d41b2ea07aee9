package io.keyhold.e2e;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Unpacks a zip as a tool on Linux does: with the modes and times that it names. */
final class Unpacked {

  private Unpacked() {}

  /** Returns the folder, which is made if need be. */
  static Path into(Path folder, Path zip) throws IOException {
    Files.createDirectories(folder);
    try (FileSystem files =
            FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
        Stream<Path> all = Files.walk(files.getPath("/"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(file.toString().substring(1));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(file));
      }
    }
    return folder;
  }

  /** The names of all entries of the jars in a folder. */
  static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> jars = Files.list(folder)) {
      for (Path jar : jars.toList()) {
        try (JarFile open = new JarFile(jar.toFile())) {
          open.stream().forEach(entry -> names.add(entry.getName()));
        }
      }
    }
    return names;
  }
}
