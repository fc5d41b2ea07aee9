package io.keyhold.local.keyvault;

import static io.keyhold.local.keyvault.VaultFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.DeletedKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of deleted objects and vaults, step by step on the vault's own clock. */
class SoftDeleteTest {

  private final VaultFixture fixture = new VaultFixture();

  @Test
  void aDeletedKeyIsGoneAtOnceAndSeenAmongTheDeletedAfterAWhile() {
    fixture.vault.keys().generate("kek", 2048);
    var client = fixture.keyClient();
    var poller = client.beginDeleteKey("kek");
    assertThat(poller.poll().getStatus()).isEqualTo(LongRunningOperationStatus.IN_PROGRESS);
    assertThat(refusal(404, () -> client.getKey("kek")))
        .contains("A key with (name/id) kek was not found in this key vault.");
    assertThat(refusal(404, () -> client.getDeletedKey("kek")))
        .isEqualTo(
            "{\"error\":{\"code\":\"KeyNotFound\",\"message\":\"Deleted Key not found: kek\"}}");
    fixture.clock.advance(Duration.ofSeconds(6));
    assertThat(poller.poll().getStatus())
        .isEqualTo(LongRunningOperationStatus.SUCCESSFULLY_COMPLETED);
    var deleted = client.getDeletedKey("kek");
    assertThat(deleted.getScheduledPurgeDate()).isEqualTo(deleted.getDeletedOn().plusDays(7));
    assertThat(client.listDeletedKeys().stream().map(DeletedKey::getName)).containsExactly("kek");
  }

  @Test
  void aRecoveredKeyKeepsItsVersions() {
    var key = fixture.vault.keys().generate("kek", 2048);
    delete();
    var client = fixture.keyClient();
    client.beginRecoverDeletedKey("kek").poll();
    assertThat(client.getKey("kek").getId()).isEqualTo(key.id());
    assertThat(refusal(409, () -> client.createRsaKey(new CreateRsaKeyOptions("kek"))))
        .contains("ObjectIsBeingRecovered");
    fixture.clock.advance(Duration.ofSeconds(6));
    assertThat(client.createRsaKey(new CreateRsaKeyOptions("kek")).getId()).isNotEqualTo(key.id());
  }

  @Test
  void theNameOfADeletedKeyCannotBeUsedAgain() {
    fixture.vault.keys().generate("kek", 2048);
    delete();
    assertThat(refusal(409, () -> fixture.keyClient().createRsaKey(new CreateRsaKeyOptions("kek"))))
        .contains("ObjectIsDeletedButRecoverable");
  }

  @Test
  void aPurgeWaitsForTheDeleteAndIsForGood() {
    fixture.vault.keys().generate("kek", 2048);
    var client = fixture.keyClient();
    byte[] backup = client.backupKey("kek");
    fixture.vault.keys().delete("kek");
    assertThat(refusal(409, () -> client.purgeDeletedKey("kek")))
        .contains("Key is currently being deleted.", "ObjectIsBeingDeleted");
    fixture.clock.advance(Duration.ofSeconds(6));
    client.purgeDeletedKey("kek");
    assertThat(refusal(404, () -> client.getDeletedKey("kek"))).contains("KeyNotFound");
    assertThat(refusal(409, () -> client.restoreKeyBackup(backup))).contains("Conflict");
    fixture.clock.advance(Duration.ofSeconds(6));
    client.restoreKeyBackup(backup);
    assertThat(client.getKey("kek").getName()).isEqualTo("kek");
  }

  @Test
  void aProtectedVaultPurgesNothingBeforeItsTime() {
    var safe =
        new VaultFixture(VaultSettings.of("kv-safe").withSoftDeleteDays(7).protectedFromPurge());
    safe.vault.secrets().set("bek", "value");
    safe.vault.secrets().delete("bek");
    safe.clock.advance(Duration.ofSeconds(6));
    var client = safe.secretClient();
    assertThat(refusal(403, () -> client.purgeDeletedSecret("bek")))
        .contains("Operation \\\"purge\\\" is not allowed because purge protection is enabled")
        .contains("\\r\\nVault: kv-safe;location=westeurope")
        .doesNotContain("innererror");
    safe.clock.advance(Duration.ofDays(7));
    assertThat(refusal(404, () -> client.getDeletedSecret("bek"))).contains("SecretNotFound");
  }

  @Test
  void aDeletedVaultDoesNotResolveButTheResourceManagerKnowsIt() {
    var vault = fixture.vault;
    vault.keys().generate("kek", 2048);
    fixture.vaults.delete("kv-prod");
    assertThat(fixture.vaults.exists(vault.settings().host())).isFalse();
    var listed = fixture.vaults.deletedVaults(vault.settings().subscription());
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).path("properties").path("vaultId").asText())
        .isEqualTo(vault.settings().resourceId());
    fixture.vaults.recover("kv-prod");
    assertThat(fixture.keyClient().getKey("kek").getName()).isEqualTo("kek");
    assertThat(fixture.vaults.deletedVaults(vault.settings().subscription())).isEmpty();
  }

  @Test
  void aDeletedVaultIsGoneWhenItsTimeIsOver() {
    fixture.vaults.delete("kv-prod");
    fixture.clock.advance(Duration.ofDays(7));
    assertThat(fixture.vaults.deletedVaults(fixture.vault.settings().subscription())).isEmpty();
    assertThat(List.of(fixture.vaults.create("kv-prod"))).hasSize(1);
  }

  private void delete() {
    fixture.vault.keys().delete("kek");
    fixture.clock.advance(Duration.ofSeconds(6));
  }
}
