package io.keyhold.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The restored disks are downloaded, compared, and opened by what their unlock plans say. */
final class Opening {
  private final Stage stage;
  private final Story story;
  private final Tools tools;

  Opening(Stage stage, Story story, Tools tools) {
    this.stage = stage;
    this.story = story;
    this.tools = tools;
  }

  void compareAndOpen(Night night, List<Disk> disks) {
    Path folder = temporary();
    try {
      story.chapter("The restored disks are downloaded and compared with those of the backup");
      Comparison comparison = new Comparison(stage, story);
      for (Disk disk : disks) {
        comparison.equal(
            night, disk, new Download(stage.azure()).to(file(folder, disk), disk.id()));
      }
      story.chapter("Their unlock plans came with the restores; that of " + shown(disks).name());
      PlanPage.print(story, shown(disks).plan());
      story.chapter("The plans are followed up to the check step: does the key open the disk?");
      follow(disks, folder);
    } finally {
      delete(folder);
    }
  }

  /** One is enough to read. */
  private static Disk shown(List<Disk> disks) {
    return disks.getFirst();
  }

  private void follow(List<Disk> disks, Path folder) {
    List<String> missing = tools.missing();
    if (!missing.isEmpty()) {
      String sentence =
          "Not installed here: %s. The check step was not run"
              .formatted(String.join(", ", missing));
      DemoFailure.unless(!tools.strict(), sentence);
      story.line("%s", sentence);
      return;
    }
    try (AzProgram az = new AzProgram(new Az(stage.azure()), folder)) {
      Unlocking unlocking = new Unlocking(tools, folder);
      for (Disk disk : disks) {
        List<String> said = unlocking.check(disk.plan(), file(folder, disk));
        story.line("%-14s %s", disk.name(), String.join(" ", said));
      }
    }
  }

  private static Path file(Path folder, Disk disk) {
    return folder.resolve(disk.name() + ".img");
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("keyhold-demo");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
