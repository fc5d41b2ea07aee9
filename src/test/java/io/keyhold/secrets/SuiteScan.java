package io.keyhold.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The last look after a whole run of tests: the key material that the run's vaults gave out, in the
 * files that it left behind. Needs nothing but the JDK.
 */
public final class SuiteScan {

  private SuiteScan() {}

  /** What a look found, and at how much it looked. */
  record Result(int secrets, int files, long bytes, Map<Path, Set<String>> found) {}

  /**
   * @param arguments the folder with the key material, then files and folders to look through
   */
  public static void main(String[] arguments) throws IOException {
    List<Path> paths = Arrays.stream(arguments).map(Path::of).toList();
    Result result = scan(paths.getFirst(), paths.subList(1, paths.size()));
    System.out.printf(
        "%d secrets, %d files, %d bytes%n", result.secrets(), result.files(), result.bytes());
    result.found().forEach((file, what) -> System.out.println("FOUND in " + file + ": " + what));
    if (result.secrets() == 0 || result.files() == 0) {
      System.out.println("Nothing was looked for, or nowhere: that proves nothing");
      System.exit(2);
    }
    System.exit(result.found().isEmpty() ? 0 : 1);
  }

  static Result scan(Path material, List<Path> places) throws IOException {
    Secrets secrets = new Secrets();
    for (Path file : files(material)) {
      for (String line : Files.readAllLines(file)) {
        secrets.learn(HexFormat.of().parseHex(line));
      }
    }
    Map<Path, Set<String>> found = new TreeMap<>();
    int files = 0;
    long bytes = 0;
    for (Path place : places) {
      for (Path file : files(place)) {
        byte[] content = Files.readAllBytes(file);
        files++;
        bytes += content.length;
        Set<String> here = secrets.in(content);
        if (!here.isEmpty()) {
          found.put(file, here);
        }
      }
    }
    return new Result(secrets.size(), files, bytes, found);
  }

  private static List<Path> files(Path place) throws IOException {
    if (!Files.exists(place)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
