package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.e2e.KitPages.Block;
import io.keyhold.local.arm.Compute;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.blob.Container;
import io.keyhold.local.keyvault.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Somebody follows the break-glass kit of a backup, command by command, with Keyhold gone and the
 * machine gone: the az lines against the local Azure, everything else by bash, cryptsetup and
 * dislocker. At the end the disk is open.
 */
class BreakGlassTest {

  private static final String GUID = "4381F759-C4F8-4DE0-BB61-FC33A831BDA5";
  private static final byte[] PHRASE = TestStage.ascii("Q2hhcmFjdGVyc0FyZVRoZUtleQ".repeat(7));

  /** What only the kernel's device mapper does; sandboxes have none. */
  private static final String NO_DEVICE_MAPPER = "Cannot initialize device-mapper";

  private final TestStage stage = new TestStage();

  @TempDir Path folder;

  @BeforeEach
  void programsAreThere() {
    List.of("bash", "curl", "cryptsetup", "losetup", "lsblk", "blkid", "awk", "base64", "shred")
        .forEach(Needs::program);
    Needs.device("/dev/loop-control");
  }

  @AfterEach
  void ruleOneHeld() {
    stage.close();
  }

  @ParameterizedTest
  @CsvSource({
    "luks1, RSA-OAEP, ATTACHED",
    "luks2, RSA-OAEP-256, DOWNLOADED",
    "luks2, RSA1_5, ATTACHED"
  })
  void aLuksDiskUnderAzureDiskEncryptionWithAKekOpens(String type, String algorithm, Way way)
      throws IOException {
    Path volume = Volumes.luks(folder, type, PHRASE);
    Stored kek = stage.vault.keys().generate("kek", 2048);
    stage.vault.keys().operations("kek", kek.version(), List.of("wrapKey", "unwrapKey"));
    Stored bek = stage.wrappedBek("bek", PHRASE, kek, algorithm);
    Followed kit =
        follow(
            stage.machine(
                "ade",
                plan -> plan.data(0, stage.adeDisk(DiskPlan.of(volume), bek, Optional.of(kek)))),
            "Data disk, LUN 0",
            way);

    assertThat(kit.said()).contains("Key slot 0 unlocked.");
    assertThat(kit.az()).contains("rest", way == Way.ATTACHED ? "vm disk attach" : "disk update");
  }

  @Test
  void aLuksOsDiskUnderAzureDiskEncryptionWithTheBekAloneOpens() throws IOException {
    Path volume = Volumes.luks(folder, "luks2", PHRASE);
    Stored bek = stage.bek("bek", PHRASE);
    Followed kit =
        follow(
            stage.machine(
                "ade", plan -> plan.os(stage.adeDisk(DiskPlan.of(volume), bek, Optional.empty()))),
            "OS disk");

    assertThat(kit.said()).contains("Key slot 0 unlocked.");
  }

  @Test
  void aLuksDiskThatItsOwnerManagesOpens() throws IOException {
    byte[] phrase = TestStage.ascii("correct horse battery staple");
    Path volume = Volumes.luks(folder, "luks2", phrase);
    stage.vault.secrets().set("phrase", new String(phrase, StandardCharsets.US_ASCII));
    Followed kit =
        follow(
            stage.machine(
                "own",
                plan ->
                    plan.data(
                        7,
                        DiskPlan.of(volume)
                            .tag("keyhold-key", "https://kv-prod.vault.azure.net/secrets/phrase"))),
            "Data disk, LUN 7");

    assertThat(kit.said()).contains("Key slot 0 unlocked.");
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void aBitLockerDiskUnderAzureDiskEncryptionOpens(boolean wrapped) throws IOException {
    dislocker();
    Path volume = Volumes.bitLocker(folder, "bitlk-aes-xts-128-startup-key.img");
    byte[] keyFile = Files.readAllBytes(Needs.shared("bitlocker/" + GUID + ".BEK"));
    Stored kek = stage.vault.keys().generate("kek", 3072);
    Stored bek =
        wrapped ? stage.wrappedBek(GUID, keyFile, kek, "RSA-OAEP") : stage.bek(GUID, keyFile);
    Followed kit =
        follow(
            stage.machine(
                "windows",
                plan ->
                    plan.windows()
                        .os(
                            stage.adeDisk(
                                DiskPlan.of(volume), bek, Optional.of(kek).filter(k -> wrapped)))),
            "OS disk");

    assertThat(kit.said()).contains("Recovery Key GUID: '" + GUID, "\nNTFS\n", "dislocker-file");
    assertThat(kit.opened()).as("the first bytes of the opened volume").contains("NTFS");
  }

  @Test
  void aBitLockerDiskThatItsOwnerManagesOpensWithTheRecoveryPassword() throws IOException {
    Path volume = Volumes.bitLocker(folder, "bitlk-aes-xts-256.img");
    stage
        .vault
        .secrets()
        .set("recovery", "404558-436711-420860-678557-638220-018909-039941-695321");
    Followed kit =
        follow(
            stage.machine(
                "windows",
                plan ->
                    plan.windows()
                        .os(
                            DiskPlan.of(volume)
                                .tag(
                                    "keyhold-key",
                                    "https://kv-prod.vault.azure.net/secrets/recovery"))),
            "OS disk");

    assertThat(kit.said()).contains("Command successful.");
  }

  /** The root volume of a Linux machine has no header of its own (../shared/unlock.md §3). */
  @Test
  void aLinuxOsDiskWhoseHeaderIsAFileOnItsBootPartitionOpens() throws IOException {
    Needs.program("mount");
    Path volume = Volumes.withDetachedHeader(folder, PHRASE);
    Stored bek = stage.bek("bek", PHRASE);
    Volumes.partitionsFor(folder);
    Followed kit =
        follow(
            stage.machine(
                "ade", plan -> plan.os(stage.adeDisk(DiskPlan.of(volume), bek, Optional.empty()))),
            "OS disk");

    assertThat(kit.said()).contains("HEADER=header", "Key slot 0 unlocked.");
  }

  @Test
  void theMachineIsBuiltOnceMoreStoppedWithItsDisksWhereTheyWere() throws IOException {
    String machine =
        stage.machine(
            "plain",
            plan -> plan.os(DiskPlan.blank()).data(0, DiskPlan.blank()).data(5, DiskPlan.blank()));
    String network =
        stage
            .azure
            .network()
            .network(TestStage.SUBSCRIPTION, "restored", "net", "westeurope", "10.7.0.0/16");
    String subnet = stage.azure.network().subnet(network, "default", "10.7.1.0/24");
    Kit kit = kitOf(machine);
    List<String> commands = new ArrayList<>();
    for (Block block : kit.blocks()) {
      if (block.isIn("3.", "") || block.isIn("4.", "")) {
        commands.add(
            block
                .commands()
                .replace("GROUP=''", "GROUP='restored'")
                .replace("SUBNET=''", "SUBNET='" + subnet + "'"));
      }
    }
    try (AzDoor door = new AzDoor(stage.azure, folder)) {
      Programs.Ended ended = bash(script(commands));
      assertThat(ended.status()).as(ended.said()).isZero();
      assertThat(door.called())
          .contains("network nic create", "vm create", "vm deallocate", "vm disk attach");
    }
    String made = Compute.id(TestStage.SUBSCRIPTION, "restored", "virtualMachines", "rescue");
    JsonNode model = stage.azure.compute().find(made).orElseThrow().path("properties");
    assertThat(model.at("/storageProfile/dataDisks").findValuesAsText("lun"))
        .containsExactly("0", "5");
    assertThat(model.at("/networkProfile/networkInterfaces")).hasSize(1);
    assertThat(stage.azure.network().ids("publicIPAddresses")).isEmpty();
  }

  @Test
  void aKeyThatIsNotTheDisksIsRefusedByTheCheck() throws IOException {
    Path volume = Volumes.luks(folder, "luks2", TestStage.ascii("the disk has another"));
    Stored bek = stage.bek("bek", PHRASE);
    Kit kit =
        kitOf(
            stage.machine(
                "ade",
                plan -> plan.data(0, stage.adeDisk(DiskPlan.of(volume), bek, Optional.empty()))));

    Programs.Ended ended = run(kit, "Data disk, LUN 0");

    assertThat(ended.status()).isNotZero();
    assertThat(ended.said()).contains("No key available with this passphrase.");
  }

  @Test
  void aDisabledSecretAndADeletedKeyComeBackByTheLinesOfTheKit() throws IOException {
    Path volume = Volumes.luks(folder, "luks1", PHRASE);
    Stored kek = stage.vault.keys().generate("kek", 2048);
    Stored bek = stage.wrappedBek("bek", PHRASE, kek, "RSA-OAEP");
    Kit kit =
        kitOf(
            stage.machine(
                "ade",
                plan -> plan.data(0, stage.adeDisk(DiskPlan.of(volume), bek, Optional.of(kek)))));
    stage.vault.secrets().disable("bek", bek.version());
    stage.vault.keys().delete("kek");
    // A delete takes seconds, and until then nothing can be recovered.
    stage.azure.clock().advance(Duration.ofMinutes(1));
    assertThat(run(kit, "Data disk, LUN 0").status()).isNotZero();

    List<String> repair = new ArrayList<>();
    repair.addAll(commands(kit.blocks(), "7.", "Disabled").subList(0, 1));
    repair.addAll(commands(kit.blocks(), "7.", "Deleted").subList(1, 2));
    try (AzDoor door = new AzDoor(stage.azure, folder)) {
      Programs.Ended repaired = bash(script(repair));
      assertThat(repaired.status()).as(repaired.said()).isZero();
      assertThat(door.called())
          .containsExactly("keyvault secret set-attributes", "keyvault key recover");
    }
    assertThat(stage.vault.keys().exists("kek")).isTrue();
  }

  /** What was done by a kit, and what came of it. */
  private record Followed(String said, String opened, List<String> az) {}

  private record Kit(String text, List<Block> blocks) {}

  /** Backs the machine up, reads the kit, and takes everything away that it must not need. */
  private Kit kitOf(String machine) {
    RecoveryPoint point = stage.tick("t1").getFirst();
    assertThat(point.state()).isEqualTo(PointState.COMPLETE);
    Container points = stage.azure.blobs().container(LocalAzure.ACCOUNT, "points");
    List<String> kits = points.list(point.id() + "/kit-");
    assertThat(kits).containsExactly(point.id() + "/kit-0002.md");
    String text = points.readText(kits.getFirst()).orElseThrow();
    stage.azure.compute().remove(machine);
    point.disks().forEach(disk -> stage.azure.compute().remove(disk.disk().value()));
    stage.machine("helper", plan -> plan.tag("keyhold-policy", ""));
    stage.azure.requests().clear();
    return new Kit(text, KitPages.blocks(text));
  }

  /** How the bytes of a restored disk are reached. */
  private enum Way {
    ATTACHED,
    DOWNLOADED
  }

  private Followed follow(String machine, String disk) throws IOException {
    return follow(machine, disk, Way.ATTACHED);
  }

  private Followed follow(String machine, String disk, Way way) throws IOException {
    Kit kit = kitOf(machine);
    try (AzDoor door = new AzDoor(stage.azure, folder)) {
      Programs.Ended ended = bash(script(commands(kit.blocks(), disk, way)));
      assertThat(ended.status()).as(ended.said()).isZero();
      assertThat(ended.said()).as("keys and addresses are not shown").doesNotContain("sig=");
      assertThat(stage.azure.requests().matching(call -> call.host().contains("keyholdstate")))
          .as("the state of Keyhold is not asked")
          .isEmpty();
      Path opened = folder.resolve("opened");
      return new Followed(
          ended.said(), Files.exists(opened) ? Files.readString(opened) : "", door.called());
    }
  }

  private Programs.Ended run(Kit kit, String disk) throws IOException {
    try (AzDoor door = new AzDoor(stage.azure, folder)) {
      return bash(script(commands(kit.blocks(), disk, Way.ATTACHED)));
    }
  }

  /** The commands that a person gives who wants this disk: restore it, reach it, open it. */
  private static List<String> commands(List<Block> blocks, String disk, Way way) {
    List<String> commands = new ArrayList<>();
    for (Block block : blocks) {
      if (block.isIn("3.", "") && !block.part().startsWith("Or ")) {
        commands.add(block.commands().replace("GROUP=''", "GROUP='restored'"));
      }
    }
    List<Block> opening =
        blocks.stream()
            .filter(block -> block.isIn("6.", disk) && block.language().equals("bash"))
            .toList();
    commands.add(opening.getFirst().commands());
    commands.addAll(reaching(blocks, way));
    for (Block block : opening.subList(1, opening.size())) {
      switch (block.use()) {
        case "mount", "otherwise" -> {}
        case "open" -> commands.add(opens(block.commands()));
        default -> commands.add(block.commands());
      }
    }
    return commands;
  }

  /** On the machine that stands for the helper, a disk of the local Azure is a loop device. */
  private static List<String> reaching(List<Block> blocks, Way way) {
    return switch (way) {
      case DOWNLOADED -> commands(blocks, "5.", "Downloaded");
      case ATTACHED -> {
        List<String> attaching = commands(blocks, "5.", "Attached");
        assertThat(attaching.get(1)).isEqualTo("DISK=/dev/disk/azure/scsi1/lun10\n");
        yield List.of(
            attaching
                .getFirst()
                .replace("RESCUE_GROUP=''", "RESCUE_GROUP='prod'")
                .replace("RESCUE=''", "RESCUE='helper'"),
            "DISK=$(losetup --read-only --partscan --find --show \"$FOLDER/lun10\")");
      }
    };
  }

  private static List<String> commands(List<Block> blocks, String section, String part) {
    return blocks.stream().filter(block -> block.isIn(section, part)).map(Block::commands).toList();
  }

  /** Opening for good needs the device mapper, where it is not dislocker that opens. */
  private static String opens(String commands) {
    String known = commands.startsWith("OPEN=") ? "nothing is missing" : NO_DEVICE_MAPPER;
    return """
    : > "$FOLDER/open.log"
    if { %s; } > "$FOLDER/open.log" 2>&1; then
      cat "$FOLDER/open.log"
    else
      cat "$FOLDER/open.log"; grep '%s' "$FOLDER/open.log"
    fi
    if [ -n "${OPEN:-}" ]; then head -c 512 "$OPEN/dislocker-file" | tr -cd 'A-Z' > "$FOLDER/opened"; fi
    """
        .formatted(commands.strip().replace("\n", "\n"), known);
  }

  private String script(List<String> commands) {
    StringBuilder script =
        new StringBuilder(
            """
            set -eu -o pipefail
            FOLDER=%s
            export PATH="$FOLDER:$PATH:/usr/sbin:/sbin"
            cd "$FOLDER"
            trap 'cd /; [ -z "${OPEN:-}" ] || umount "$OPEN" || true; \
            [ -z "${DISK:-}" ] || losetup --detach "$DISK"; \
            [ ! -e "$FOLDER/parts" ] || xargs -n 1 losetup --detach < "$FOLDER/parts"; \
            [ -z "${KEYS:-}" ] || rm -rf "$KEYS"' EXIT
            """
                .formatted(folder));
    commands.forEach(one -> script.append(one.strip()).append('\n'));
    return script.toString();
  }

  private Programs.Ended bash(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("script"), script);
    Map<String, String> settings = stage.azure.settings();
    return Programs.run(
        Needs.program("env"),
        "HTTPS_PROXY=" + settings.get("HTTPS_PROXY"),
        "CURL_CA_BUNDLE=" + settings.get("KEYHOLD_CA_FILE"),
        Needs.program("bash"),
        file.toString());
  }

  private static void dislocker() {
    List.of("dislocker", "dislocker-file", "dislocker-metadata").forEach(Needs::program);
    Needs.device("/dev/fuse");
  }
}
