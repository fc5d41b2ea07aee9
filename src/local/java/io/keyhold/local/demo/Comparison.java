package io.keyhold.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.arm.Compute;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Whether a restored disk is what its machine's disk was in the night of the backup. */
final class Comparison {
  private final Stage stage;
  private final Story story;

  Comparison(Stage stage, Story story) {
    this.stage = stage;
    this.story = story;
  }

  /**
   * @param file what was downloaded of the disk
   */
  void equal(Night night, Disk disk, Path file) {
    Compute compute = stage.azure().compute();
    DemoFailure.unless(
        Arrays.equals(bytes(file), night.bytes(disk.source())),
        "The restored disk " + disk.name() + " holds other bytes");
    DemoFailure.unless(
        !compute.sameBytes(disk.id(), disk.source()),
        "The damage is on the restored disk " + disk.name() + ", too");
    DemoFailure.unless(
        settings(compute, disk.id()).equals(settings(compute, disk.source())),
        "The restored disk " + disk.name() + " has lost its encryption settings");
    story.line("%-14s equal, byte for byte; encryption settings kept", disk.name());
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Optional<JsonNode> settings(Compute compute, String disk) {
    return compute.find(disk).map(found -> found.at("/properties/encryptionSettingsCollection"));
  }
}
