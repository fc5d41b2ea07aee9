package io.keyhold.azure.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.Change;
import io.keyhold.domain.Event;
import io.keyhold.domain.History;
import io.keyhold.domain.PointId;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.json.EventJson;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import io.keyhold.retention.RebuildIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whole recovery points of format 1, folder by folder, as a storage account keeps them. They are
 * never changed; a new format gets a folder of its own.
 */
class FormatOnePointTest {

  private static final Path FIXTURES =
      Path.of("src/test/resources/io/keyhold/json/format-1/points");
  private static final PointId EXPIRED = new PointId("20261124T010000Z-7945afd28c00");
  private static final PointId REFUSED = new PointId("20261124T010000Z-930cf9e45b52");

  private static AzureWorld world;

  @BeforeAll
  static void start() throws IOException {
    world = AzureWorld.start();
    Container points = world.azure().blobs().container(LocalAzure.ACCOUNT, "points");
    for (Path event : events()) {
      String name = FIXTURES.relativize(event).toString().replace('\\', '/');
      points.put(name, Files.readAllBytes(event));
    }
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static List<Path> events() throws IOException {
    try (Stream<Path> files = Files.walk(FIXTURES)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static History read(PointId id) {
    return world.adapters().catalogue().read(id);
  }

  private static List<String> words(PointId id) {
    return read(id).events().stream().map(Event::change).map(Change::word).toList();
  }

  @Test
  void todaysCodeReadsTheChainOfALongLife() {
    assertThat(words(EXPIRED))
        .containsExactly(
            "gated",
            "held",
            "gated",
            "taken",
            "copyGated",
            "notCopied",
            "copyGated",
            "completed",
            "expiring",
            "kept",
            "expiring",
            "expired");
    RecoveryPoint point = read(EXPIRED).point().orElseThrow();
    assertThat(point.state()).isEqualTo(PointState.EXPIRED);
    assertThat(point.snapshots()).hasSize(2);
    assertThat(point.copies()).hasSize(2);
    assertThat(point.machine()).isPresent();
  }

  @Test
  void todaysCodeReadsTheChainOfARefusal() {
    assertThat(words(REFUSED)).containsExactly("gated", "gated", "refused");
    assertThat(read(REFUSED).point().orElseThrow().origin().request()).contains("by-hand_1");
  }

  @Test
  void todaysCodeWouldWriteTheSameBytes() throws IOException {
    for (Path file : events()) {
      PointId id = new PointId(file.getParent().getFileName().toString());
      byte[] bytes = Files.readAllBytes(file);
      assertThat(EventJson.write(EventJson.read(id, bytes))).as("%s", file).isEqualTo(bytes);
    }
  }

  @Test
  void theirIndexIsBuiltFromThemAlone() {
    new RebuildIndex(
            world.adapters().catalogue(), world.adapters().documents(), InstantSource.system())
        .from(Optional.empty());
    assertThat(world.adapters().catalogue().withState(PointState.EXPIRED)).contains(EXPIRED);
    assertThat(world.adapters().catalogue().ofMachine("a1b2c3d4-0000-4000-8000-00000000000a"))
        .containsExactlyInAnyOrder(EXPIRED, REFUSED);
  }
}
