package io.keyhold.local.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The programs of this machine that the steps of an unlock plan call for a LUKS volume. They know
 * nothing of Keyhold.
 *
 * @param environment of this process
 */
record Tools(Map<String, String> environment) {
  private static final List<String> NEEDED =
      List.of("bash", "cryptsetup", "base64", "awk", "tr", "shred");

  /** Where programs are that are not on an ordinary user's path. */
  private static final List<String> SYSTEM_FOLDERS =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

  Tools {
    environment = Map.copyOf(environment);
  }

  /** The names of those that are not there. */
  List<String> missing() {
    return NEEDED.stream().filter(program -> !isThere(program)).toList();
  }

  private boolean isThere(String program) {
    return Stream.of(path().split(":"))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Whether everything has to be there: nothing may be left out in CI. */
  boolean strict() {
    return environment.containsKey("KEYHOLD_CI");
  }

  /** What PATH has to be for the steps. */
  String path() {
    return environment.getOrDefault("PATH", "") + ":" + String.join(":", SYSTEM_FOLDERS);
  }
}
