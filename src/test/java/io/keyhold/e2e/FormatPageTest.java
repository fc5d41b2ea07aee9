package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.e2e.Programs.Ended;
import io.keyhold.fake.FakeWorld;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import io.keyhold.local.keyvault.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/format.md has what is stored, and its commands work without Keyhold. */
class FormatPageTest {

  private static final Path PAGE = Path.of("docs/format.md");
  private static final Path EVENTS = Path.of("src/test/resources/io/keyhold/json/format-1");
  private static final Pattern CHAIN =
      Pattern.compile("```sh check-chain\n(.*?)```", Pattern.DOTALL);

  private static final Pattern NAMED = Pattern.compile("`([A-Za-z]+)`");

  @TempDir private Path folder;

  @Test
  void everyMemberAndEveryWordOfAnEventIsOnThePage() throws IOException {
    Set<String> named = new TreeSet<>();
    Matcher name = NAMED.matcher(Files.readString(PAGE));
    while (name.find()) {
      named.add(name.group(1));
    }
    Set<String> used = new TreeSet<>();
    for (Path event : events()) {
      JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(event));
      // The policy has a page of its own.
      if (json.path("origin") instanceof ObjectNode origin) {
        origin.remove("policy").fieldNames().forEachRemaining(used::add);
      }
      collect(json, used);
    }
    used.removeAll(named);
    assertThat(used).as("members and types that the page does not have").isEmpty();
  }

  private static void collect(JsonNode node, Set<String> used) {
    node.properties()
        .forEach(
            member -> {
              used.add(member.getKey());
              if (List.of("type", "result", "action").contains(member.getKey())) {
                used.add(member.getValue().asText());
              }
            });
    node.forEach(child -> collect(child, used));
  }

  private static List<Path> events() throws IOException {
    try (Stream<Path> files = Files.walk(EVENTS)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  @Test
  void everyKindOfBlobIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    try (TestStage stage = new TestStage()) {
      String machine = stage.machine("plain", plan -> plan);
      stage.tick("t1");
      stage.useCases.backupNow().request("by-hand", new ArmId(machine), "run", FakeWorld.SOMEBODY);
      stage.tick("t2");
      for (String container : List.of("points", "work")) {
        for (String blob : stage.azure.blobs().container(LocalAzure.ACCOUNT, container).list("")) {
          String kind =
              container.equals("points") ? "<id>/" : blob.substring(0, blob.indexOf('/') + 1);
          assertThat(page).contains("| `" + container + "` | `" + kind);
        }
      }
    }
  }

  @Test
  void theChainIsCheckedWithAShellAlone() throws IOException {
    try (TestStage stage = new TestStage()) {
      Stored bek = stage.bek("bek-1", TestStage.ascii("A".repeat(172)));
      stage.machine("ade", plan -> plan.os(stage.adeDisk(DiskPlan.blank(), bek, Optional.empty())));
      RecoveryPoint point = stage.tick("t1").getFirst();
      Container points = stage.azure.blobs().container(LocalAzure.ACCOUNT, "points");
      for (String blob : points.list(point.id() + "/")) {
        Files.write(
            folder.resolve(blob.substring(blob.indexOf('/') + 1)), points.read(blob).orElseThrow());
      }
    }
    Ended sound = check();
    assertThat(sound.said()).startsWith("3 events, the last one is ");
    assertThat(sound.status()).isZero();

    Path first = folder.resolve("0001.json");
    String text = Files.readString(first);
    Files.writeString(first, text.replace("\"available\"", "\"lost\""));
    assertThat(check().said()).startsWith("0002.json does not name the event before it");
    assertThat(check().status()).isEqualTo(1);

    Files.writeString(first, text);
    assertThat(check().status()).isZero();
    Files.delete(folder.resolve("0002.json"));
    assertThat(check().said()).startsWith("event 2 is missing");
  }

  @Test
  void theChainsOfTheFixturesAreSoundForAShellToo() throws IOException {
    for (String id : List.of("20261124T010000Z-7945afd28c00", "20261124T010000Z-930cf9e45b52")) {
      Ended ended = check(EVENTS.resolve("points").resolve(id));
      assertThat(ended.said()).contains("events, the last one is");
      assertThat(ended.status()).isZero();
    }
  }

  private Ended check() throws IOException {
    return check(folder);
  }

  private static Ended check(Path where) throws IOException {
    Matcher script = CHAIN.matcher(Files.readString(PAGE));
    assertThat(script.find()).isTrue();
    String shell = Needs.program("sh");
    Needs.program("sha256sum");
    return Programs.run(shell, "-c", "cd '" + where.toAbsolutePath() + "'\n" + script.group(1));
  }
}
