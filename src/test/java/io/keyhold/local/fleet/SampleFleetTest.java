package io.keyhold.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.keyvault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleFleetTest {
  private final LocalAzure azure = LocalAzure.start(LocalAzure.Options.instant());

  @BeforeEach
  void stage() {
    new SampleFleet().accept(azure);
  }

  @AfterEach
  void end() {
    azure.close();
  }

  @Test
  void holdsTheSelectedMachinesAndOneThatNoPolicySelects() {
    assertThat(azure.compute().ids("virtualMachines"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(SampleFleet.selected().stream(), Stream.of(SampleFleet.UNSELECTED))
                .map(SampleFleet::machine)
                .toList());
    assertThat(tags(SampleFleet.machine(SampleFleet.UNSELECTED)).isEmpty()).isTrue();
  }

  @Test
  void theKekUnwrapsTheBekToThePassphraseOfTheVolumes() {
    Vault vault = azure.vaults().vault(SampleFleet.VAULT);
    byte[] wrapped = Base64.getUrlDecoder().decode(vault.secrets().value("bek-web-kek", ""));

    assertThat(vault.keys().unwrap(SampleFleet.KEK, "", "RSA-OAEP", wrapped))
        .isEqualTo(SampleVolume.ADE_DATA.passphrase());
    assertThat(
            settings(SampleFleet.dataDisk(SampleFleet.ADE_KEK, 0))
                .at("/encryptionSettings/0/keyEncryptionKey/keyUrl")
                .asText())
        .startsWith("https://kv-prod.vault.azure.net/keys/kek-web/");
  }

  @Test
  void aBekAloneIsTheBase64TextOfThePassphrase() {
    String secret = azure.vaults().vault(SampleFleet.VAULT).secrets().value("bek-db-bek", "");

    assertThat(Base64.getDecoder().decode(secret)).isEqualTo(SampleVolume.ADE_OS.passphrase());
    assertThat(
            settings(SampleFleet.osDisk(SampleFleet.ADE_BEK))
                .at("/encryptionSettings/0/keyEncryptionKey")
                .isMissingNode())
        .isTrue();
  }

  @Test
  void theTagOfTheSelfManagedDiskNamesItsSecretWithoutAVersion() {
    assertThat(tags(SampleFleet.dataDisk(SampleFleet.SELF_MANAGED, 0)).path("keyhold-key").asText())
        .isEqualTo("https://kv-prod.vault.azure.net/secrets/files-luks");
  }

  @Test
  void thePolicyIsInAFileThatTheSettingsNameAndInABlob() throws IOException {
    String file = Files.readString(Path.of(azure.settings().get("KEYHOLD_POLICIES")));

    assertThat(file).contains("\"name\" : \"daily\"");
    assertThat(azure.blobs().container(LocalAzure.ACCOUNT, "policies").readText("policies.json"))
        .contains(file);
  }

  /** A disk under Azure Disk Encryption cannot be under a customer's key, nor can its copy. */
  @Test
  void copiesGoToTheOtherRegionAndThoseOfCustomerKeysUnderTheSetOfThatRegion() throws IOException {
    JsonNode policies =
        new ObjectMapper()
            .readTree(Path.of(azure.settings().get("KEYHOLD_POLICIES")).toFile())
            .path("policies");
    assertThat(policies.findValuesAsText("region")).containsOnly("northeurope");
    String set = policies.findValuesAsText("diskEncryptionSet").getFirst();
    assertThat(azure.compute().find(set).orElseThrow().path("location").asText())
        .isEqualTo("northeurope");
    assertThat(policies.path(1).path("copy").path("diskEncryptionSet").asText()).isEqualTo(set);
    for (String machine : SampleFleet.selected()) {
      boolean customerKey =
          disk(SampleFleet.osDisk(machine)).path("encryption").has("diskEncryptionSetId");
      assertThat(tags(SampleFleet.machine(machine)).path("keyhold-policy").asText())
          .as(machine)
          .isEqualTo(policies.path(customerKey ? 1 : 0).path("name").asText());
    }
  }

  @Test
  void everyMachineHasAnInterfaceOfItsOwnInTheSubnetOfTheMachines() {
    assertThat(azure.network().ids("networkInterfaces"))
        .hasSameSizeAs(azure.compute().ids("virtualMachines"))
        .map(id -> azure.network().find(id).orElseThrow())
        .allSatisfy(
            card -> {
              assertThat(card.at("/properties/virtualMachine/id").asText()).isNotEmpty();
              assertThat(card.at("/properties/ipConfigurations/0/properties/subnet/id").asText())
                  .isEqualTo(SampleNetworks.MACHINES);
            });
  }

  private JsonNode settings(String disk) {
    return disk(disk).path("encryptionSettingsCollection");
  }

  private JsonNode disk(String id) {
    return azure.compute().find(id).orElseThrow().path("properties");
  }

  private JsonNode tags(String id) {
    return azure.compute().find(id).orElseThrow().path("tags");
  }
}
