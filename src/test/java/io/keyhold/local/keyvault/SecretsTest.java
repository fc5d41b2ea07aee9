package io.keyhold.local.keyvault;

import static io.keyhold.local.keyvault.VaultFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Secrets through the real client. */
class SecretsTest {

  private final VaultFixture fixture = new VaultFixture();

  @Test
  void aSecretIsReadWithAndWithoutItsVersion() {
    var client = fixture.secretClient();
    var first = client.setSecret("bek", "one");
    var second = client.setSecret("bek", "two");
    assertThat(client.getSecret("bek").getValue()).isEqualTo("two");
    assertThat(client.getSecret("bek", first.getProperties().getVersion()).getValue())
        .isEqualTo("one");
    assertThat(second.getId()).startsWith("https://kv-prod.vault.azure.net/secrets/bek/");
  }

  @Test
  void contentTypeAndTagsComeBack() {
    fixture
        .vault
        .secrets()
        .set("bek", "value", Optional.of("Wrapped BEK"), Map.of("MachineName", "vm-1"));
    var read = fixture.secretClient().getSecret("bek").getProperties();
    assertThat(read.getContentType()).isEqualTo("Wrapped BEK");
    assertThat(read.getTags()).containsEntry("MachineName", "vm-1");
  }

  @Test
  void aDisabledSecretIsRefusedWithSecretDisabled() {
    fixture.vault.secrets().set("bek", "value");
    fixture.vault.secrets().disable("bek", "");
    assertThat(refusal(403, () -> fixture.secretClient().getSecret("bek")))
        .isEqualTo(
            "{\"error\":{\"code\":\"Forbidden\",\"message\":\"Operation get is not allowed on a"
                + " disabled secret.\",\"innererror\":{\"code\":\"SecretDisabled\"}}}");
  }

  @Test
  void onlyTheDisabledVersionIsKeptBack() {
    var first = fixture.vault.secrets().set("bek", "one");
    var second = fixture.vault.secrets().set("bek", "two");
    fixture.vault.secrets().disable("bek", second.version());
    assertThat(fixture.secretClient().getSecret("bek", first.version()).getValue())
        .isEqualTo("one");
    fixture.vault.secrets().enable("bek", second.version());
    assertThat(fixture.secretClient().getSecret("bek").getValue()).isEqualTo("two");
  }

  @Test
  void anExpiredSecretIsRead() {
    var secret = fixture.vault.secrets().set("bek", "value");
    var yesterday = fixture.clock.instant().minus(Duration.ofDays(1));
    fixture
        .vault
        .secrets()
        .dates("bek", secret.version(), Optional.empty(), Optional.of(yesterday));
    assertThat(fixture.secretClient().getSecret("bek").getValue()).isEqualTo("value");
  }

  @Test
  void aSecretMayBeOfTwentyFiveKibibytesAndNoMore() {
    var client = fixture.secretClient();
    client.setSecret("large", "x".repeat(25 * 1024));
    assertThat(refusal(400, () -> client.setSecret("large", "x".repeat(25 * 1024 + 1))))
        .contains("BadParameter");
  }

  @Test
  void aNameWithOtherSignsIsRefused() {
    assertThat(refusal(400, () -> fixture.secretClient().getSecret("with_underscore")))
        .contains("BadParameter", "The request URI contains an invalid name: with_underscore");
  }

  @Test
  void namesAreFoundWithoutCase() {
    fixture.vault.secrets().set("Bek-One", "value");
    assertThat(fixture.secretClient().getSecret("bek-one").getId()).contains("/secrets/Bek-One/");
  }

  @Test
  void anUpdateChangesTypeTagsAndDatesAndShowsNoValue() {
    var client = fixture.secretClient();
    var secret = client.setSecret(new KeyVaultSecret("bek", "value"));
    client.updateSecretProperties(
        secret.getProperties().setContentType("BEK").setTags(Map.of("a", "b")).setEnabled(true));
    var read = client.getSecret("bek");
    assertThat(read.getProperties().getContentType()).isEqualTo("BEK");
    assertThat(read.getProperties().getTags()).containsEntry("a", "b");
    assertThat(read.getValue()).isEqualTo("value");
  }

  @Test
  void versionsAreListedWithTheDisabledOnes() {
    var first = fixture.vault.secrets().set("bek", "one");
    fixture.vault.secrets().set("bek", "two");
    fixture.vault.secrets().disable("bek", first.version());
    assertThat(fixture.secretClient().listPropertiesOfSecretVersions("bek").stream())
        .hasSize(2)
        .filteredOn(each -> each.getVersion().equals(first.version()))
        .extracting(SecretProperties::isEnabled)
        .containsExactly(false);
  }

  @Test
  void aPutWithoutANameIsNotAllowed() {
    assertThat(
            VaultFixture.refusal(
                405, () -> fixture.secretClient().setSecret(new KeyVaultSecret("", "value"))))
        .contains("MethodNotAllowed");
  }

  @Test
  void nothingThatIsPrintedShowsAValue() {
    fixture.vault.secrets().set("bek", "very secret");
    fixture.vault.keys().generate("kek", 2048);
    assertThat(fixture.vault.secrets().get("bek", "").toString()).doesNotContain("very secret");
    var key = fixture.vault.keys().get("kek", "");
    assertThat(key.toString())
        .doesNotContain(key.material().privateKey().path("d").asText())
        .contains("RSA2048");
  }

  @Test
  void aBackupRestoresTheSecret() {
    var client = fixture.secretClient();
    var secret = fixture.vault.secrets().set("bek", "value");
    byte[] backup = client.backupSecret("bek");
    fixture.vault.secrets().purge("bek");
    assertThat(client.restoreSecretBackup(backup).getId()).isEqualTo(secret.id());
    assertThat(client.getSecret("bek").getValue()).isEqualTo("value");
  }
}
