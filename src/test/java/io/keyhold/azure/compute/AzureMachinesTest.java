package io.keyhold.azure.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.AdeStatus;
import io.keyhold.domain.AdeVolume;
import io.keyhold.domain.ArmId;
import io.keyhold.domain.AtRest;
import io.keyhold.domain.CloudFailure;
import io.keyhold.domain.Code;
import io.keyhold.domain.Disk;
import io.keyhold.domain.GuestReport;
import io.keyhold.domain.Lun;
import io.keyhold.domain.Machine;
import io.keyhold.domain.Machines;
import io.keyhold.domain.contract.MachinesContract;
import io.keyhold.local.arm.Ade;
import io.keyhold.local.arm.DiskPlan;
import io.keyhold.local.arm.MachinePlan;
import io.keyhold.local.azure.LocalAzure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AzureMachinesTest extends MachinesContract {

  private static final String VAULT_ID =
      "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/keys"
          + "/providers/Microsoft.KeyVault/vaults/kv-prod";
  private static final Ade.Reference BEK =
      new Ade.Reference(
          "https://kv-prod.vault.azure.net:443/secrets/BEK-1/" + "a".repeat(32), VAULT_ID);
  private static final Ade.Reference KEK =
      new Ade.Reference("https://kv-prod.vault.azure.net/keys/kek/" + "b".repeat(32), VAULT_ID);
  private static final AdeVolume VOLUME =
      new AdeVolume(Optional.of(BEK.url()), Optional.of(KEK.url()));

  private static AzureWorld world;

  @BeforeAll
  static void start() {
    world = AzureWorld.start(LocalAzure.Options.inMemory().arm(options -> options.withPageSize(2)));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Override
  protected Machines machines() {
    return world.adapters().machines();
  }

  @Override
  protected ArmId givenMachine() {
    return given(
        plan().tag("keyhold-policy", "daily").data(10, DiskPlan.blank()).data(1, DiskPlan.blank()));
  }

  @Override
  protected void loseDisk(ArmId machine, ArmId disk) {
    world.azure().compute().remove(disk.value());
  }

  @Override
  protected ArmId noMachine() {
    return world.id("virtualMachines", "nobody");
  }

  private static MachinePlan plan() {
    return MachinePlan.named(LocalAzure.SUBSCRIPTION, AzureWorld.GROUP, world.name("vm"));
  }

  private static ArmId given(MachinePlan plan) {
    return new ArmId(world.azure().compute().machine(plan));
  }

  private Machine read(ArmId id) {
    return machines().read(id).orElseThrow();
  }

  private static ObjectNode collection() {
    return Ade.settings("1.1", BEK, Optional.of(KEK));
  }

  @Test
  void aListComesFromAllItsPages() {
    List<ArmId> given = List.of(givenMachine(), givenMachine(), givenMachine(), givenMachine());
    assertThat(machines().in(LocalAzure.SUBSCRIPTION))
        .extracting(machine -> machine.id())
        .containsAll(given);
  }

  @Test
  void whatARestoredDiskNeedsIsRead() {
    ArmId id =
        given(
            plan()
                .zone("2")
                .securityType("TrustedLaunch")
                .os(DiskPlan.blank().sku("Premium_LRS").tag("keyhold-key", "external:safe"))
                .data(0, DiskPlan.blank().sku("PremiumV2_LRS").sizeGb(4)));
    List<Disk> disks = read(id).disks();
    assertThat(disks.getFirst().traits())
        .isEqualTo(
            new Disk.DiskTraits(
                AzureWorld.REGION,
                Optional.of("Premium_LRS"),
                Optional.of("Linux"),
                Optional.of("V2"),
                Optional.of("TrustedLaunch"),
                Optional.of("2")));
    assertThat(disks.getFirst().tags()).isEqualTo(Map.of("keyhold-key", "external:safe"));
    assertThat(disks.getLast().traits().sku()).contains("PremiumV2_LRS");
    assertThat(disks.getLast().sizeBytes()).isEqualTo(4L << 30);
  }

  @Test
  void keyReferencesOfADiskAreReadAsTheyAreWritten() {
    ArmId id = given(plan().os(DiskPlan.blank().encryptionSettings(collection())));
    assertThat(read(id).disks().getFirst().volumes()).containsExactly(VOLUME);
  }

  @Test
  void aDiskThatSaysItIsEncryptedAndNamesNoKeyIsNotOverlooked() {
    ObjectNode empty = JsonNodeFactory.instance.objectNode().put("enabled", true);
    ArmId id = given(plan().os(DiskPlan.blank().encryptionSettings(empty)));
    assertThat(read(id).disks().getFirst().volumes())
        .containsExactly(new AdeVolume(Optional.empty(), Optional.empty()));
  }

  @Test
  void settingsThatAreSwitchedOffNameNoKey() {
    ObjectNode off = JsonNodeFactory.instance.objectNode().put("enabled", false);
    ArmId id = given(plan().os(DiskPlan.blank().encryptionSettings(off)));
    assertThat(read(id).disks().getFirst().volumes()).isEmpty();
  }

  @Test
  void keyReferencesOfTheDualPassStandOnTheModel() {
    ArmId id =
        given(
            plan()
                .properties(
                    properties -> {
                      ObjectNode settings =
                          ((ObjectNode) properties.at("/storageProfile/osDisk"))
                              .putObject("encryptionSettings");
                      settings.putObject("diskEncryptionKey").put("secretUrl", BEK.url());
                      settings.putObject("keyEncryptionKey").put("keyUrl", KEK.url());
                      settings.put("enabled", true);
                      return properties;
                    }));
    Machine machine = read(id);
    assertThat(machine.modelVolumes()).containsExactly(VOLUME);
    assertThat(machine.disks().getFirst().volumes()).isEmpty();
  }

  @Test
  void theSetOfADiskIsReadWithoutCase() {
    ArmId set = world.id("diskEncryptionSets", world.name("set"));
    world
        .azure()
        .compute()
        .encryptionSet(
            LocalAzure.SUBSCRIPTION, AzureWorld.GROUP, set.name(), AzureWorld.REGION, KEK);
    ArmId id = given(plan().os(DiskPlan.blank().encryptionSet(set.value())));
    assertThat(read(id).disks().getFirst().atRest()).isEqualTo(new AtRest.CustomerKey(set, false));
  }

  @Test
  void extensionsAreKnownAlsoOfADeallocatedMachine() {
    ArmId id = given(plan().ade(BEK, Optional.of(KEK)).deallocated());
    assertThat(read(id).extensions())
        .containsExactly("microsoft.azure.security.azurediskencryptionforlinux");
  }

  @Test
  void whatTheExtensionSaysOfTheVolumesIsReadWhileTheMachineRuns() {
    String name = Ade.name(false);
    ArmId id =
        given(
            plan()
                .ade(BEK, Optional.of(KEK))
                .guest(
                    guest ->
                        guest
                            .withSubstatus(
                                name, "{\"os\": \"VMRestartPending\", \"data\": \"NotMounted\"}")
                            .withMessage(name, BEK.url())));
    GuestReport report = read(id).facts().guest();
    assertThat(report.silence()).isEmpty();
    assertThat(report.ade())
        .contains(new AdeStatus(AdeStatus.Content.CHANGING, AdeStatus.Content.NOT_SAID));
    assertThat(report.named()).containsExactly(VOLUME);

    world.azure().compute().guest(id.value(), guest -> guest.withSubstatus(name, "no JSON"));
    assertThat(read(id).facts().guest().ade()).isEmpty();
  }

  @Test
  void aDeallocatedMachineSaysNothingAndThatIsSaid() {
    GuestReport report =
        read(given(plan().ade(BEK, Optional.of(KEK)).deallocated())).facts().guest();
    assertThat(report.silence().orElseThrow()).contains("deallocated");
    assertThat(report.ade()).isEmpty();
  }

  @Test
  void theFactsOfTheModelAreRead() {
    ObjectNode cloudLink =
        JsonNodeFactory.instance
            .objectNode()
            .put("publisher", "CloudLinkEMC.SecureVM")
            .put("type", "CloudLinkSecureVMLinuxAgent");
    cloudLink.putObject("settings").put("CloudLinkCenter", " clc.example.org ");
    ArmId id =
        given(
            plan()
                .securityType("TrustedLaunch")
                .extension("cloudlink", cloudLink)
                .data(
                    3,
                    DiskPlan.blank().property("maxShares", JsonNodeFactory.instance.numberNode(3)))
                .properties(
                    model -> {
                      model.withObject("/securityProfile").put("encryptionAtHost", true);
                      model
                          .withObject("/storageProfile/osDisk/diffDiskSettings")
                          .put("option", "Local");
                      return model;
                    }));
    Machine machine = read(id);
    assertThat(machine.facts().encryptionAtHost()).isTrue();
    assertThat(machine.facts().securityType()).contains("TrustedLaunch");
    assertThat(machine.facts().ephemeralOsDisk()).isPresent();
    assertThat(machine.facts().cloudLinkCenter()).contains("clc.example.org");
    assertThat(machine.underCloudLink()).isTrue();
    assertThat(machine.disks()).extracting(Disk::lun).containsExactly(Lun.data(3));
    assertThat(machine.disks().getFirst().shared()).isTrue();
  }

  @Test
  void aMissingRightIsNamedWithItsScope() {
    String client = world.clientWithout("Microsoft.Compute/virtualMachines/read").orElseThrow();
    Machines blind = world.adapters(Map.of("AZURE_CLIENT_ID", client)).machines();
    ArmId id = givenMachine();
    assertThatThrownBy(() -> blind.read(id))
        .isInstanceOfSatisfying(
            CloudFailure.class,
            failure -> {
              assertThat(failure.problem().code()).isEqualTo(Code.CLOUD_DENIED);
              assertThat(failure.problem().detail())
                  .containsIgnoringCase(
                      "Microsoft.Compute/virtualMachines/read is missing on " + id.value());
            });
  }
}
