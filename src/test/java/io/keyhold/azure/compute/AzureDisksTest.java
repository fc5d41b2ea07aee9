package io.keyhold.azure.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.azure.AzureWorld;
import io.keyhold.azure.arm.Patience;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Disks;
import io.keyhold.domain.Policy;
import io.keyhold.domain.Progress;
import io.keyhold.domain.Snapshots;
import io.keyhold.domain.contract.DisksContract;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.azure.LocalAzure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AzureDisksTest extends DisksContract {

  private static AzureWorld world;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Override
  protected Disks disks() {
    return world.adapters().disks();
  }

  @Override
  protected ArmId givenSnapshot() {
    return snapshotOf(
        DiskPlan.blank().encryptionSettings(Ade.settings("1.1", bek(), Optional.empty())));
  }

  private static Ade.Reference bek() {
    return new Ade.Reference(
        "https://kv-prod.vault.azure.net/secrets/BEK-1/" + "a".repeat(32), "/none");
  }

  private ArmId snapshotOf(DiskPlan plan) {
    String disk =
        world
            .azure()
            .compute()
            .disk(
                LocalAzure.SUBSCRIPTION,
                AzureWorld.GROUP,
                AzureWorld.REGION,
                plan.named(world.name("source")));
    ArmId id = world.id("snapshots", world.name("snapshot"));
    world
        .adapters()
        .snapshots()
        .take(
            new Snapshots.Wanted(
                id, new ArmId(disk), AzureWorld.REGION, Policy.NetworkAccess.DENY_ALL, Map.of()));
    return id;
  }

  @Override
  protected ArmId newId() {
    return world.id("disks", world.name("disk"));
  }

  @Override
  protected void later() {
    world.azure().clock().advance(Duration.ofMinutes(1));
  }

  private static JsonNode stored(ArmId id) {
    return world.azure().compute().find(id.value()).orElseThrow();
  }

  @Test
  void aDiskIsBeingCreatedAtFirst() {
    ArmId id = newId();
    disks().create(wanted(id, givenSnapshot()));
    assertThat(disks().status(id).orElseThrow().progress()).isEqualTo(Progress.CREATING);
  }

  @Test
  void aDiskHasWhatWasAskedForAndInheritsTheRest() {
    ArmId set =
        new ArmId(
            world
                .azure()
                .compute()
                .encryptionSet(
                    LocalAzure.SUBSCRIPTION,
                    AzureWorld.GROUP,
                    world.name("set"),
                    AzureWorld.REGION,
                    new Ade.Reference(
                        "https://kv-prod.vault.azure.net/keys/cmk/" + "c".repeat(32), "/none")));
    ArmId id = newId();
    disks()
        .create(
            new Disks.Wanted(
                id,
                snapshotOf(DiskPlan.blank()),
                AzureWorld.REGION,
                Optional.of("Premium_LRS"),
                Optional.of("1"),
                Optional.of(set),
                false,
                Policy.NetworkAccess.DENY_ALL,
                Map.of()));
    later();
    JsonNode disk = stored(id);
    assertThat(disk.at("/sku/name").asText()).isEqualTo("Premium_LRS");
    assertThat(disk.at("/zones/0").asText()).isEqualTo("1");
    assertThat(new ArmId(disk.at("/properties/encryption/diskEncryptionSetId").asText()))
        .isEqualTo(set);
    assertThat(disk.at("/properties/encryption/type").asText())
        .isEqualTo("EncryptionAtRestWithCustomerKey");
    assertThat(disk.at("/properties/networkAccessPolicy").asText()).isEqualTo("DenyAll");
    assertThat(disk.at("/properties/publicNetworkAccess").asText()).isEqualTo("Disabled");
  }

  @Test
  void keyReferencesComeFromTheSnapshot() {
    ArmId id = newId();
    disks().create(wanted(id, givenSnapshot()));
    later();
    assertThat(
            stored(id)
                .at(
                    "/properties/encryptionSettingsCollection/encryptionSettings/0"
                        + "/diskEncryptionKey/secretUrl")
                .asText())
        .isEqualTo(bek().url());
  }

  @Test
  void openAccessIsOpenAltogether() {
    ArmId id = newId();
    disks()
        .create(
            new Disks.Wanted(
                id,
                givenSnapshot(),
                AzureWorld.REGION,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Policy.NetworkAccess.ALLOW_ALL,
                Map.of()));
    later();
    assertThat(stored(id).at("/properties/networkAccessPolicy").asText()).isEqualTo("AllowAll");
    assertThat(stored(id).at("/properties/publicNetworkAccess").asText()).isEqualTo("Enabled");
  }

  @Test
  void aSnapshotThatIsNotThereFailsTheRequest() {
    ArmId id = newId();
    Disks.Wanted wanted = wanted(id, world.id("snapshots", "nowhere"));
    assertThatThrownBy(() -> disks().create(wanted)).isInstanceOf(CloudFailure.class);
    assertThat(disks().status(id)).isEmpty();
  }

  @Test
  void aDeleteIsAskedOnlyAsOftenAsAzureNeeds() {
    ArmId id = newId();
    disks().create(wanted(id, givenSnapshot()));
    later();
    int before = world.pauses().size();
    disks().delete(id);
    assertThat(world.pauses().subList(before, world.pauses().size()))
        .containsExactly(Patience.USUAL);
  }
}
