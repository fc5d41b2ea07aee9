package io.keyhold.azure.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Disk;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.contract.Samples;
import io.keyhold.domain.contract.SnapshotsContract;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.arm.MachinePlan;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AzureSnapshotsTest extends SnapshotsContract {

  private static final Ade.Reference KEY =
      new Ade.Reference("https://kv-prod.vault.azure.net/keys/cmk/" + "c".repeat(32), "/none");

  private static AzureWorld world;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @AfterEach
  void healthyAgain() {
    world.azure().faults().clear();
  }

  @Override
  protected Snapshots snapshots() {
    return world.adapters().snapshots();
  }

  @Override
  protected Disk givenDisk(List<AdeVolume> volumes, Optional<ArmId> encryptionSet) {
    DiskPlan os = DiskPlan.blank();
    encryptionSet.map(ArmId::value).ifPresent(os::encryptionSet);
    volumes.stream()
        .findFirst()
        .ifPresent(
            volume ->
                os.encryptionSettings(
                    Ade.settings(
                        "1.1",
                        new Ade.Reference(volume.secretUrl().orElseThrow(), "/none"),
                        volume.kekUrl().map(url -> new Ade.Reference(url, "/none")))));
    String id =
        world
            .azure()
            .compute()
            .machine(
                MachinePlan.named(LocalAzure.SUBSCRIPTION, AzureWorld.GROUP, world.name("vm"))
                    .os(os));
    return world.adapters().machines().read(new ArmId(id)).orElseThrow().disks().getFirst();
  }

  @Override
  protected ArmId givenEncryptionSet() {
    return new ArmId(
        world
            .azure()
            .compute()
            .encryptionSet(
                LocalAzure.SUBSCRIPTION,
                AzureWorld.GROUP,
                world.name("set"),
                AzureWorld.REGION,
                KEY));
  }

  @Override
  protected ArmId givenEncryptionSetElsewhere() {
    return new ArmId(
        world
            .azure()
            .compute()
            .encryptionSet(
                LocalAzure.SUBSCRIPTION,
                AzureWorld.GROUP,
                world.name("set"),
                Samples.OTHER_REGION,
                KEY));
  }

  @Override
  protected void copyIsWhole(ArmId copy) {
    world.azure().clock().advance(Duration.ofMinutes(10));
  }

  @Override
  protected ArmId newId() {
    return world.id("snapshots", world.name("snapshot"));
  }

  private Disk plainDisk() {
    return givenDisk(List.of(), Optional.empty());
  }

  private static JsonNode stored(ArmId id) {
    return world.azure().compute().find(id.value()).orElseThrow();
  }

  private static long writes(ArmId id) {
    return world.azure().requests().all().stream()
        .filter(call -> call.method().equals("PUT") && call.path().endsWith("/" + id.name()))
        .count();
  }

  @Test
  void aSnapshotIsIncrementalAndClosedToTheNetwork() {
    ArmId id = newId();
    snapshots().take(wanted(id, plainDisk()));
    JsonNode properties = stored(id).path("properties");
    assertThat(properties.path("incremental").asBoolean()).isTrue();
    assertThat(properties.path("networkAccessPolicy").asText()).isEqualTo("DenyAll");
    assertThat(properties.path("publicNetworkAccess").asText()).isEqualTo("Disabled");
    assertThat(stored(id).at("/sku/name").asText()).isEqualTo("Standard_LRS");
  }

  @Test
  void privateAccessNeedsTheDoorOfItsSource() {
    Disk disk = plainDisk();
    ArmId id = newId();
    Snapshots.Wanted wanted =
        new Snapshots.Wanted(
            id, disk.id(), Samples.REGION, Policy.NetworkAccess.ALLOW_PRIVATE, Map.of());
    assertThatThrownBy(() -> snapshots().take(wanted))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure ->
                assertThat(failure.problem().detail()).contains("needs a disk access resource"));
    assertThat(writes(id)).isZero();
  }

  @Test
  void whatIsThereIsNotAskedForAgain() {
    Disk disk = plainDisk();
    ArmId id = newId();
    snapshots().take(wanted(id, disk));
    snapshots().take(wanted(id, disk));
    assertThat(writes(id)).isEqualTo(1);
  }

  @Test
  void aSnapshotOfAnotherDiskUnderThisNameIsRefused() {
    ArmId id = newId();
    snapshots().take(wanted(id, plainDisk()));
    Disk other = plainDisk();
    assertThatThrownBy(() -> snapshots().take(wanted(id, other)))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> assertThat(failure.problem().code()).isEqualTo(Code.CLOUD_REFUSED));
  }

  @Test
  void aWriteWhoseAnswerWasLostIsMadeGoodByTheRetry() {
    Disk disk = plainDisk();
    ArmId id = newId();
    world
        .azure()
        .faults()
        .add(
            call -> call.method().equals("PUT") && call.path().endsWith(id.name()),
            Fault.after(new Fault.Reset()),
            1);
    assertThat(snapshots().take(wanted(id, disk)).ready()).isTrue();
  }

  @Test
  void theAskedPauseIsKeptWhileAzureWorks() {
    int before = world.pauses().size();
    snapshots().take(wanted(newId(), plainDisk()));
    assertThat(world.pauses().subList(before, world.pauses().size()))
        .first()
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void anOperationThatFailsIsAFailureWithItsReason() {
    Disk disk = plainDisk();
    ArmId id = newId();
    world
        .azure()
        .compute()
        .failNext("PUT", id.name(), "OperationNotAllowed", "the quota is exceeded");
    assertThatThrownBy(() -> snapshots().take(wanted(id, disk)))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> {
              assertThat(failure.problem().code()).isEqualTo(Code.CLOUD_REFUSED);
              assertThat(failure.problem().detail())
                  .contains("OperationNotAllowed", "the quota is exceeded");
            });
  }

  @Test
  void aSnapshotWhoseProvisioningFailedIsSaidToHaveFailed() {
    Disk disk = plainDisk();
    ArmId id = newId();
    snapshots().take(wanted(id, disk));
    world
        .azure()
        .compute()
        .change(
            id.value(),
            body ->
                ((com.fasterxml.jackson.databind.node.ObjectNode) body.get("properties"))
                    .put("provisioningState", "Failed"));
    assertThatThrownBy(() -> snapshots().take(wanted(id, disk)))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> {
              assertThat(failure.problem().code()).isEqualTo(Code.CLOUD_REFUSED);
              assertThat(failure.problem().detail()).contains("provisioning failed");
            });
  }

  @Test
  void patienceEndsWithATimeOut() {
    Disk disk = plainDisk();
    ArmId id = newId();
    snapshots().take(wanted(id, disk));
    world
        .azure()
        .compute()
        .change(
            id.value(),
            body ->
                ((com.fasterxml.jackson.databind.node.ObjectNode) body.get("properties"))
                    .put("provisioningState", "Updating"));
    assertThatThrownBy(() -> snapshots().take(wanted(id, disk)))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> assertThat(failure.problem().code()).isEqualTo(Code.CLOUD_TIMEOUT));
  }

  @Test
  void aLinkedRightThatIsMissingIsNamed() {
    Disk disk = plainDisk();
    String client =
        world.clientWithout("Microsoft.Compute/disks/beginGetAccess/action").orElseThrow();
    Snapshots blind = world.adapters(Map.of("AZURE_CLIENT_ID", client)).snapshots();
    ArmId id = newId();
    assertThatThrownBy(() -> blind.take(wanted(id, disk)))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> {
              assertThat(failure.problem().code()).isEqualTo(Code.CLOUD_DENIED);
              assertThat(failure.problem().detail())
                  .contains("Microsoft.Compute/disks/beginGetAccess/action is missing on ")
                  .containsIgnoringCase(disk.id().value());
            });
  }

  @Test
  void throttlingThatLastsIsSaidToBeThrottling() {
    ArmId id = newId();
    world
        .azure()
        .faults()
        .add(
            call -> call.path().endsWith(id.name()),
            Fault.before(
                new Fault.Status(
                    429,
                    "{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"slow down\"}}",
                    java.util.OptionalInt.of(300))),
            9);
    assertThatThrownBy(() -> snapshots().read(id))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> {
              assertThat(failure.problem().code()).isEqualTo(Code.CLOUD_THROTTLED);
              assertThat(failure.retryHelps()).isTrue();
            });
    world.azure().clock().advance(Duration.ofSeconds(300)); // or the others would wait for it
  }
}
