package io.keyhold.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azurite.Blobs;
import io.keyhold.domain.PointState;
import io.keyhold.domain.RecoveryPoint;
import io.keyhold.fake.FakeWorld;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.restore.Restore;
import io.keyhold.restore.RestoreDesk;
import io.keyhold.restore.RestoreRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real volumes, made by cryptsetup or by Windows: backed up, changed, restored; the restored disk
 * has the bytes of the snapshot, and the key out of the vault opens it, says a real program.
 */
@Tag(Blobs.ELSEWHERE)
class RealVolumesTest {

  private static final byte[] PHRASE = TestStage.ascii("Q2hhcmFjdGVyc0FyZVRoZUtleQ".repeat(7));

  private final TestStage stage = new TestStage();

  @TempDir Path folder;

  @AfterEach
  void ruleOneHeld() {
    stage.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"luks1", "luks2"})
  void aLuksDiskUnderAzureDiskEncryptionWithAKekComesBackAndOpens(String type) throws IOException {
    Path volume = Volumes.luks(folder, type, PHRASE);
    Stored kek = stage.vault.keys().generate("kek", 2048);
    Stored bek = stage.wrappedBek("bek-" + type, PHRASE, kek);
    String machine =
        stage.machine(
            "ade", plan -> plan.data(0, stage.adeDisk(DiskPlan.of(volume), bek, Optional.of(kek))));

    Path restored = backUpScribbleRestore(machine, "lun0", volume);

    byte[] wrapped =
        Base64.getUrlDecoder().decode(stage.vault.secrets().value(bek.name(), bek.version()));
    byte[] key = stage.vault.keys().unwrap(kek.name(), kek.version(), "RSA-OAEP", wrapped);
    assertThat(opens(key, restored)).isTrue();
    assertThat(opens(TestStage.ascii("another key"), restored)).isFalse();
  }

  @Test
  void aLuksDiskUnderAzureDiskEncryptionWithTheBekAloneComesBackAndOpens() throws IOException {
    Path volume = Volumes.luks(folder, "luks2", PHRASE);
    Stored bek = stage.bek("bek-alone", PHRASE);
    String machine =
        stage.machine(
            "ade", plan -> plan.os(stage.adeDisk(DiskPlan.of(volume), bek, Optional.empty())));

    Path restored = backUpScribbleRestore(machine, "os", volume);

    byte[] key = Base64.getDecoder().decode(stage.vault.secrets().value(bek.name(), bek.version()));
    assertThat(opens(key, restored)).isTrue();
  }

  @Test
  void aLuksDiskThatItsOwnerManagesComesBackAndOpensWithTheSecretThatTheTagNames()
      throws IOException {
    byte[] phrase = TestStage.ascii("correct horse battery staple");
    Path volume = Volumes.luks(folder, "luks2", phrase);
    Stored secret =
        stage.vault.secrets().set("phrase", new String(phrase, StandardCharsets.US_ASCII));
    String machine =
        stage.machine(
            "own",
            plan ->
                plan.data(
                    7,
                    DiskPlan.of(volume)
                        .tag("keyhold-key", "https://kv-prod.vault.azure.net/secrets/phrase")));

    Path restored = backUpScribbleRestore(machine, "lun7", volume);

    assertThat(
            opens(
                TestStage.ascii(stage.vault.secrets().value("phrase", secret.version())), restored))
        .isTrue();
  }

  @Test
  void aBitLockerVolumeWithAnExternalKeyUnderAzureDiskEncryptionComesBackAndOpens()
      throws IOException {
    Path volume = Volumes.bitLocker(folder, "bitlk-aes-xts-128-startup-key.img");
    byte[] keyFile =
        Files.readAllBytes(Needs.shared("bitlocker/4381F759-C4F8-4DE0-BB61-FC33A831BDA5.BEK"));
    Stored kek = stage.vault.keys().generate("kek", 3072);
    Stored bek = stage.wrappedBek("4381F759-C4F8-4DE0-BB61-FC33A831BDA5", keyFile, kek);
    String machine =
        stage.machine(
            "windows",
            plan -> plan.windows().os(stage.adeDisk(DiskPlan.of(volume), bek, Optional.of(kek))));

    Path restored = backUpScribbleRestore(machine, "os", volume);

    byte[] wrapped =
        Base64.getUrlDecoder().decode(stage.vault.secrets().value(bek.name(), bek.version()));
    byte[] key = stage.vault.keys().unwrap(kek.name(), kek.version(), "RSA-OAEP", wrapped);
    assertThat(bitLockerOpens(key, restored)).isTrue();
    key[key.length - 1] ^= 1;
    assertThat(bitLockerOpens(key, restored)).isFalse();
  }

  @Test
  void aBitLockerVolumeThatItsOwnerManagesComesBackAndOpensWithTheRecoveryPassword()
      throws IOException {
    Path volume = Volumes.bitLocker(folder, "bitlk-aes-xts-256.img");
    String password = "404558-436711-420860-678557-638220-018909-039941-695321";
    Stored secret = stage.vault.secrets().set("recovery-password", password);
    String machine =
        stage.machine(
            "windows",
            plan ->
                plan.windows()
                    .os(
                        DiskPlan.of(volume)
                            .tag(
                                "keyhold-key",
                                "https://kv-prod.vault.azure.net/secrets/recovery-password")));

    Path restored = backUpScribbleRestore(machine, "os", volume);

    String kept = stage.vault.secrets().value("recovery-password", secret.version());
    assertThat(bitLockerOpens(TestStage.ascii(kept), restored)).isTrue();
  }

  /** Backs the machine up, overwrites the disk, restores it; gives the restored disk's bytes. */
  private Path backUpScribbleRestore(String machine, String suffix, Path volume)
      throws IOException {
    RecoveryPoint point = stage.tick("t1").get(0);
    assertThat(point.state()).isEqualTo(PointState.COMPLETE);
    String disk =
        point.disks().stream()
            .filter(record -> record.lun().suffix().equals(suffix))
            .findFirst()
            .orElseThrow()
            .disk()
            .value();
    stage.azure.compute().write(disk, 0, new byte[4096]);
    stage.azure.compute().remove(machine);

    RestoreRequest request =
        new RestoreRequest(
            point.id(),
            RestoreRequest.Mode.DISKS,
            List.of(),
            new RestoreRequest.Target(
                Optional.empty(),
                "restored",
                "back",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(stage.useCases.restores().accept("r1", request, FakeWorld.SOMEBODY))
        .isInstanceOf(RestoreDesk.Acceptance.Accepted.class);
    Restore restore = stage.useCases.restoreRunner().run("r1").orElseThrow();
    assertThat(restore.state()).isEqualTo(Restore.State.SUCCEEDED);

    String made =
        restore.disks().stream()
            .filter(target -> target.lun().suffix().equals(suffix))
            .findFirst()
            .orElseThrow()
            .disk()
            .value();
    String snapshot =
        stage.snapshots().stream()
            .filter(id -> id.endsWith("-" + suffix))
            .findFirst()
            .orElseThrow();
    assertThat(stage.azure.compute().sameBytes(made, snapshot)).isTrue();
    assertThat(stage.azure.compute().sameBytes(made, disk)).isFalse();
    Path bytes = stage.azure.compute().bytes(made);
    assertThat(firstMegabytes(bytes)).isEqualTo(firstMegabytes(volume));
    return bytes;
  }

  private static byte[] firstMegabytes(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(4 << 20);
    }
  }

  private static boolean opens(byte[] key, Path disk) {
    return Programs.run(
                key,
                List.of(
                    Needs.program("cryptsetup"),
                    "open",
                    "--test-passphrase",
                    "--key-file",
                    "-",
                    disk.toString()))
            .status()
        == 0;
  }

  private boolean bitLockerOpens(byte[] key, Path disk) throws IOException {
    Path keyFile = Files.write(folder.resolve("key"), key);
    return Programs.run(
                Needs.program("cryptsetup"),
                "bitlkOpen",
                "--test-passphrase",
                "--key-file",
                keyFile.toString(),
                disk.toString())
            .status()
        == 0;
  }
}
