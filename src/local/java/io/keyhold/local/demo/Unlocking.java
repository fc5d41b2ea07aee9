package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Follows the unlock plan of a LUKS volume in a shell, command by command as they were printed, up
 * to its check and to the wiping of the keys.
 */
final class Unlocking {
  /** What comes before the check, without looking for the volume among the devices. */
  private static final Set<String> FOLLOWED = Set.of("prepare", "fetch", "wipe");

  private final Tools tools;
  private final Path folder;

  /**
   * @param folder has the program az
   */
  Unlocking(Tools tools, Path folder) {
    this.tools = tools;
    this.folder = folder;
  }

  /**
   * What the check says of the disk in a file; throws if it says no.
   *
   * <p>DISK is the file. A file is no device that could be listed, so VOLUME is set by hand, as the
   * plan asks for where several are found: the sample volumes begin with their disks.
   */
  List<String> check(JsonNode plan, Path disk) {
    try {
      Path script = Files.writeString(folder.resolve("follow"), script(plan, disk));
      Path log = folder.resolve("follow.log");
      ProcessBuilder builder =
          new ProcessBuilder("bash", script.toString()).redirectError(log.toFile());
      builder.environment().put("PATH", folder + ":" + tools.path());
      Process shell = builder.start();
      shell.getOutputStream().close();
      String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!shell.waitFor(1, TimeUnit.MINUTES)) {
        shell.destroyForcibly();
        throw new DemoFailure("The unlock plan did not come to an end within a minute");
      }
      DemoFailure.unless(
          shell.exitValue() == 0,
          "The check step does not open %s:%n%s%s"
              .formatted(disk.getFileName(), said, Files.readString(log)));
      return said.lines().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("Stopped", stop);
    }
  }

  /** What the check prints goes to standard output, and what all others print does not. */
  private static String script(JsonNode plan, Path disk) {
    StringBuilder script =
        new StringBuilder(
            """
            set -eu -o pipefail
            trap 'cd /; [ -z "${KEYS:-}" ] || rm -rf "$KEYS"' EXIT
            DISK='%s'
            VOLUME=$DISK; HEADER=
            """
                .formatted(disk));
    for (JsonNode step : plan.path("steps")) {
      if (step.path("check").asBoolean()) {
        script.append(step.path("command").asText()).append('\n');
      } else if (FOLLOWED.contains(step.path("use").asText())) {
        script.append("{\n").append(step.path("command").asText()).append("\n} >&2\n");
      }
    }
    return script.toString();
  }
}
