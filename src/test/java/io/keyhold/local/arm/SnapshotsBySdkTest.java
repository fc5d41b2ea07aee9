package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.DiskInner;
import com.azure.resourcemanager.compute.fluent.models.SnapshotInner;
import com.azure.resourcemanager.compute.models.AccessLevel;
import com.azure.resourcemanager.compute.models.CreationData;
import com.azure.resourcemanager.compute.models.DiskCreateOption;
import com.azure.resourcemanager.compute.models.DiskState;
import com.azure.resourcemanager.compute.models.GrantAccessData;
import com.azure.resourcemanager.compute.models.NetworkAccessPolicy;
import com.azure.resourcemanager.compute.models.SnapshotSku;
import com.azure.resourcemanager.compute.models.SnapshotStorageAccountTypes;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Sdk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Azure's own client judges snapshots, the disks made of them, and the access to their bytes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnapshotsBySdkTest {

  private static final String GROUP = "prod";
  private static final String LOCATION = "westeurope";
  private static final String SECRET =
      "https://kv.vault.azure.net/secrets/bek/" + "0123456789abcdef".repeat(2);

  private static final int MIB = 1024 * 1024;

  private LocalAzure azure;
  private ComputeManagementClient compute;
  private byte[] bytes;
  private Path file;
  private String disk;
  private int number;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    azure = LocalAzure.start(LocalAzure.Options.instant());
    compute = Sdk.compute(azure);
    bytes = new byte[5 * MIB];
    new Random(7).nextBytes(bytes);
    file = Files.write(folder.resolve("disk.img"), bytes);
  }

  @AfterAll
  void stop() {
    azure.close();
  }

  @BeforeEach
  void stageADisk() {
    number++;
    disk =
        azure
            .compute()
            .disk(
                LocalAzure.SUBSCRIPTION,
                GROUP,
                LOCATION,
                DiskPlan.of(file)
                    .named("disk-" + number)
                    .securityType("TrustedLaunch")
                    .encryptionSettings(
                        Ade.settings(
                            "1.1",
                            new Ade.Reference(SECRET, "/subscriptions/s/vaults/kv"),
                            Optional.empty())));
  }

  @Test
  void anIncrementalSnapshotInheritsWhatItsDiskIs() {
    var snapshot = compute.getSnapshots().createOrUpdate(GROUP, "s" + number, asked(disk));
    assertThat(snapshot.incremental()).isTrue();
    assertThat(snapshot.provisioningState()).isEqualTo("Succeeded");
    assertThat(snapshot.securityProfile().securityType().toString()).isEqualTo("TrustedLaunch");
    assertThat(snapshot.encryptionSettingsCollection().enabled()).isTrue();
    assertThat(snapshot.encryptionSettingsCollection().encryptionSettingsVersion())
        .isEqualTo("1.1");
    assertThat(snapshot.creationData().sourceUniqueId())
        .isEqualTo(azure.compute().find(disk).orElseThrow().at("/properties/uniqueId").asText());
    assertThat(snapshot.networkAccessPolicy()).isEqualTo(NetworkAccessPolicy.ALLOW_ALL);
    assertThat(snapshot.tags()).containsEntry("kept", "yes");
  }

  @Test
  void aSnapshotKeepsItsBytesThoughTheDiskChangesAfterwards() {
    var snapshot = compute.getSnapshots().createOrUpdate(GROUP, "s" + number, asked(disk)).id();
    azure.compute().write(disk, 0, "changed".getBytes(StandardCharsets.UTF_8));
    assertThat(azure.compute().read(snapshot, 0, bytes.length)).isEqualTo(bytes);
    assertThat(azure.compute().sameBytes(disk, snapshot)).isFalse();
  }

  @Test
  void aDiskOfASnapshotHasItsBytesAndItsEncryptionSettings() {
    var snapshot = compute.getSnapshots().createOrUpdate(GROUP, "s" + number, asked(disk)).id();
    var restored =
        compute
            .getDisks()
            .createOrUpdate(
                GROUP,
                "restored-" + number,
                new DiskInner()
                    .withLocation(LOCATION)
                    .withCreationData(
                        new CreationData()
                            .withCreateOption(DiskCreateOption.COPY)
                            .withSourceResourceId(snapshot)));
    assertThat(azure.compute().sameBytes(disk, restored.id())).isTrue();
    assertThat(restored.encryptionSettingsCollection().enabled()).isTrue();
    assertThat(restored.diskState()).isEqualTo(DiskState.UNATTACHED);
    assertThat(restored.creationData().sourceResourceId()).isEqualTo(snapshot);
  }

  @Test
  void rangesReadThroughAGrantAreTheBytesOfTheFile() {
    compute.getSnapshots().createOrUpdate(GROUP, "s" + number, asked(disk));
    var blob = Sdk.blob(azure, grant("s" + number, 600));
    var size = blob.getProperties().getBlobSize();
    assertThat(size).isEqualTo((1L << 30) + VhdFooter.LENGTH);
    var out = new ByteArrayOutputStream();
    blob.downloadStreamWithResponse(
        out, new BlobRange(MIB - 3, 4L * MIB), null, null, false, null, Context.NONE);
    assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, MIB - 3, MIB - 3 + 4 * MIB));
    var footer = new ByteArrayOutputStream();
    blob.downloadStreamWithResponse(
        footer, new BlobRange((1L << 30) - 2, 10L), null, null, false, null, Context.NONE);
    assertThat(footer.toByteArray())
        .startsWith(0, 0)
        .endsWith("conectix".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void pageRangesTellWhereTheDataAre() {
    compute.getSnapshots().createOrUpdate(GROUP, "s" + number, asked(disk));
    var blob = Sdk.blob(azure, grant("s" + number, 600));
    var ranges =
        blob.listPageRanges(new BlobRange(0, 1L << 30)).stream()
            .map(item -> item.getRange().getOffset() + "+" + item.getRange().getLength())
            .collect(Collectors.toList());
    assertThat(ranges).containsExactly("0+" + 5 * MIB);
  }

  @Test
  void aSnapshotShowsThatItsBytesCanBeReadUntilTheGrantIsRevoked() {
    compute.getSnapshots().createOrUpdate(GROUP, "s" + number, asked(disk));
    var blob = Sdk.blob(azure, grant("s" + number, 600));
    assertThat(compute.getSnapshots().getByResourceGroup(GROUP, "s" + number).diskState())
        .isEqualTo(DiskState.ACTIVE_SAS);
    compute.getSnapshots().revokeAccess(GROUP, "s" + number);
    assertThat(compute.getSnapshots().getByResourceGroup(GROUP, "s" + number).diskState())
        .isEqualTo(DiskState.UNATTACHED);
    assertThatThrownBy(blob::getProperties)
        .isInstanceOfSatisfying(
            BlobStorageException.class, e -> assertThat(e.getStatusCode()).isEqualTo(403));
  }

  @Test
  void aGrantEndsWithItsTime() {
    compute.getSnapshots().createOrUpdate(GROUP, "s" + number, asked(disk));
    var blob = Sdk.blob(azure, grant("s" + number, 60));
    assertThat(blob.exists()).isTrue();
    azure.clock().advance(Duration.ofSeconds(61));
    assertThatThrownBy(blob::getProperties)
        .isInstanceOfSatisfying(
            BlobStorageException.class, e -> assertThat(e.getStatusCode()).isEqualTo(403));
  }

  @Test
  void aSnapshotThatDeniesAllNetworkAccessGivesNoUrl() {
    var denying = asked(disk).withNetworkAccessPolicy(NetworkAccessPolicy.DENY_ALL);
    compute.getSnapshots().createOrUpdate(GROUP, "s" + number, denying);
    assertThatThrownBy(() -> grant("s" + number, 60))
        .isInstanceOfSatisfying(
            ManagementException.class,
            e -> assertThat(e.getValue().getCode()).isEqualTo("OperationNotAllowed"));
  }

  @Test
  void aDeletedSnapshotIsNotFound() {
    compute.getSnapshots().createOrUpdate(GROUP, "s" + number, asked(disk));
    compute.getSnapshots().delete(GROUP, "s" + number);
    assertThatThrownBy(() -> compute.getSnapshots().getByResourceGroup(GROUP, "s" + number))
        .isInstanceOfSatisfying(
            ManagementException.class,
            e -> assertThat(e.getValue().getCode()).isEqualTo("NotFound"));
    azure.clock().advance(Duration.ofSeconds(10));
    assertThatThrownBy(() -> compute.getSnapshots().getByResourceGroup(GROUP, "s" + number))
        .isInstanceOfSatisfying(
            ManagementException.class,
            e -> assertThat(e.getValue().getCode()).isEqualTo("ResourceNotFound"));
  }

  @Test
  void aSnapshotOfADiskThatIsNotThereIsRefused() {
    assertThatThrownBy(
            () ->
                compute
                    .getSnapshots()
                    .createOrUpdate(GROUP, "s" + number, asked(disk + "-missing")))
        .isInstanceOf(ManagementException.class)
        .hasMessageContaining("is not found");
  }

  @Test
  void whoMayNotBeginAccessOnTheDiskMayNotSnapshotIt() {
    azure.caller("no-access").deny("Microsoft.Compute/disks/beginGetAccess/action");
    var client = Sdk.computeAs(azure, "no-access");
    assertThatThrownBy(() -> client.getSnapshots().createOrUpdate(GROUP, "s" + number, asked(disk)))
        .isInstanceOfSatisfying(
            ManagementException.class,
            e -> assertThat(e.getValue().getCode()).isEqualTo("LinkedAuthorizationFailed"));
  }

  private SnapshotInner asked(String source) {
    return new SnapshotInner()
        .withLocation(LOCATION)
        .withTags(Map.of("kept", "yes"))
        .withIncremental(true)
        .withSku(new SnapshotSku().withName(SnapshotStorageAccountTypes.STANDARD_LRS))
        .withCreationData(
            new CreationData()
                .withCreateOption(DiskCreateOption.COPY)
                .withSourceResourceId(source));
  }

  private String grant(String snapshot, int seconds) {
    return compute
        .getSnapshots()
        .grantAccess(
            GROUP,
            snapshot,
            new GrantAccessData().withAccess(AccessLevel.READ).withDurationInSeconds(seconds))
        .accessSas();
  }
}
