package io.keyhold.local.keyvault;

import static io.keyhold.local.keyvault.VaultFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.cryptography.models.EncryptionAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyOperation;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyRotationLifetimeAction;
import com.azure.security.keyvault.keys.models.KeyRotationPolicy;
import com.azure.security.keyvault.keys.models.KeyRotationPolicyAction;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys through the real client. */
class KeysTest {

  private static final byte[] KEY_BYTES =
      "a key that opens a disk".getBytes(StandardCharsets.UTF_8);

  private final VaultFixture fixture = new VaultFixture();

  @ParameterizedTest
  @ValueSource(ints = {2048, 3072, 4096})
  void aCreatedKeyIsReadWithAndWithoutItsVersion(int bits) {
    var client = fixture.keyClient();
    var created = client.createRsaKey(new CreateRsaKeyOptions("kek").setKeySize(bits));
    assertThat(created.getProperties().getVersion()).matches("[0-9a-f]{32}");
    assertThat(created.getKey().getN()).hasSize(bits / 8);
    assertThat(client.getKey("kek").getId()).isEqualTo(created.getId());
    assertThat(client.getKey("kek", created.getProperties().getVersion()).getKeyOperations())
        .hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA-OAEP", "RSA-OAEP-256", "RSA1_5"})
  void whatTheClientWrapsTheVaultUnwraps(String algorithm) {
    var key = fixture.vault.keys().generate("kek", 2048);
    var crypto = fixture.cryptography(key.id());
    var wrapped = crypto.wrapKey(KeyWrapAlgorithm.fromString(algorithm), KEY_BYTES);
    assertThat(
            crypto
                .unwrapKey(KeyWrapAlgorithm.fromString(algorithm), wrapped.getEncryptedKey())
                .getKey())
        .isEqualTo(KEY_BYTES);
    assertThat(
            fixture.vault.keys().unwrap("kek", key.version(), algorithm, wrapped.getEncryptedKey()))
        .isEqualTo(KEY_BYTES);
  }

  @Test
  void anImportedKeyOpensWhatItsOwnerClosed() throws Exception {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(3072);
    var pair = generator.generateKeyPair();
    var imported = fixture.keyClient().importKey("own", JsonWebKey.fromRsa(pair));
    var crypto = fixture.cryptography(imported.getId());
    var closed = crypto.encrypt(EncryptionAlgorithm.RSA_OAEP_256, KEY_BYTES).getCipherText();
    assertThat(crypto.decrypt(EncryptionAlgorithm.RSA_OAEP_256, closed).getPlainText())
        .isEqualTo(KEY_BYTES);
  }

  @Test
  void aDisabledNewestVersionIsStillReadAndStaysTheCurrentOne() {
    var keys = fixture.vault.keys();
    var older = keys.generate("kek", 2048);
    var newer = keys.generate("kek", 2048);
    keys.disable("kek", newer.version());
    var read = fixture.keyClient().getKey("kek");
    assertThat(read.getId()).isEqualTo(newer.id());
    assertThat(read.getProperties().isEnabled()).isFalse();
    assertThat(fixture.keyClient().getKey("kek", older.version()).getProperties().isEnabled())
        .isTrue();
  }

  @Test
  void aDisabledKeyDoesNotUnwrap() {
    var key = fixture.vault.keys().generate("kek", 2048);
    byte[] wrapped = fixture.vault.keys().wrap("kek", key.version(), "RSA-OAEP", KEY_BYTES);
    fixture.vault.keys().disable("kek", key.version());
    assertThat(refusal(403, () -> unwrap(key, wrapped)))
        .isEqualTo(
            "{\"error\":{\"code\":\"Forbidden\",\"message\":\"Operation unwrapKey is not allowed on a"
                + " disabled key.\",\"innererror\":{\"code\":\"KeyDisabled\"}}}");
  }

  @Test
  void aKeyWithoutUnwrapKeyAmongItsOperationsDoesNotUnwrap() {
    var key = fixture.vault.keys().generate("kek", 2048);
    byte[] wrapped = fixture.vault.keys().wrap("kek", key.version(), "RSA-OAEP", KEY_BYTES);
    fixture.vault.keys().operations("kek", key.version(), List.of("wrapKey"));
    assertThat(refusal(403, () -> unwrap(key, wrapped)))
        .contains("Operation unwrapKey is not permitted on this key.", "KeyOperationForbidden");
  }

  @Test
  void anExpiredKeyAndOneThatIsNotYetValidStillUnwrap() {
    var key = fixture.vault.keys().generate("kek", 2048);
    byte[] wrapped = fixture.vault.keys().wrap("kek", key.version(), "RSA-OAEP", KEY_BYTES);
    var now = fixture.clock.instant();
    var past = Optional.of(now.minus(Duration.ofDays(1)));
    var future = Optional.of(now.plus(Duration.ofDays(1)));
    fixture.vault.keys().dates("kek", key.version(), Optional.empty(), past);
    assertThat(unwrap(key, wrapped)).isEqualTo(KEY_BYTES);
    fixture.vault.keys().dates("kek", key.version(), future, Optional.<Instant>empty());
    assertThat(unwrap(key, wrapped)).isEqualTo(KEY_BYTES);
  }

  @Test
  void anExpiredKeyDoesNotWrapAndADisabledOneIsCalledDisabled() {
    var key = fixture.vault.keys().generate("kek", 2048);
    var past = Optional.of(fixture.clock.instant().minus(Duration.ofDays(1)));
    fixture.vault.keys().dates("kek", key.version(), Optional.empty(), past);
    assertThat(wrap(key)).contains("Forbidden").doesNotContain("innererror");
    fixture.vault.keys().disable("kek", key.version());
    assertThat(wrap(key)).contains("KeyDisabled");
  }

  @Test
  void whatAnotherVersionWrappedIsABadParameter() {
    var older = fixture.vault.keys().generate("kek", 2048);
    byte[] wrapped = fixture.vault.keys().wrap("kek", older.version(), "RSA-OAEP", KEY_BYTES);
    var newer = fixture.vault.keys().generate("kek", 2048);
    assertThat(refusal(400, () -> unwrap(newer, wrapped)))
        .contains("BadParameter", "Error occurred while decoding OAEP padding.");
  }

  @Test
  void versionsAreListedByTheirIdsAndPageByPage() {
    var key = RsaMaterial.generate("RSA", 2048).privateKey();
    var ids =
        IntStream.range(0, 30)
            .mapToObj(i -> fixture.vault.keys().importKey("kek", key).version())
            .sorted()
            .toList();
    assertThat(
            fixture.keyClient().listPropertiesOfKeyVersions("kek").stream()
                .map(KeyProperties::getVersion))
        .containsExactlyElementsOf(ids);
  }

  @Test
  void theVersionsOfAKeyThatIsNotThereAreAnEmptyList() {
    assertThat(fixture.keyClient().listPropertiesOfKeyVersions("nothing")).isEmpty();
  }

  @Test
  void keysAreListedByNamePageByPage() {
    var key = RsaMaterial.generate("RSA", 2048).privateKey();
    for (int i = 10; i < 40; i++) {
      fixture.vault.keys().importKey("Key-" + i, key);
    }
    assertThat(fixture.keyClient().listPropertiesOfKeys().stream().map(KeyProperties::getName))
        .hasSize(30)
        .isSorted()
        .startsWith("Key-10");
  }

  @Test
  void anUpdateChangesAttributesTagsAndOperations() {
    var client = fixture.keyClient();
    var key = client.createRsaKey(new CreateRsaKeyOptions("kek"));
    var past = OffsetDateTime.parse("2019-01-01T00:00:00Z");
    var updated =
        client.updateKeyProperties(
            key.getProperties().setExpiresOn(past).setTags(Map.of("a", "b")),
            KeyOperation.UNWRAP_KEY);
    assertThat(updated.getProperties().getExpiresOn()).isEqualTo(past);
    assertThat(updated.getProperties().getTags()).containsEntry("a", "b");
    assertThat(client.getKey("kek").getKeyOperations()).containsExactly(KeyOperation.UNWRAP_KEY);
  }

  @Test
  void aBackupBringsEveryVersionBackAfterAPurge() {
    var client = fixture.keyClient();
    var older = fixture.vault.keys().generate("kek", 2048);
    var newer = fixture.vault.keys().generate("kek", 2048);
    byte[] wrapped = fixture.vault.keys().wrap("kek", older.version(), "RSA-OAEP", KEY_BYTES);
    byte[] backup = client.backupKey("kek");
    assertThat(new String(backup, StandardCharsets.UTF_8))
        .startsWith("&AzureKeyVaultKeyBackupV1.microsoft.com");
    assertThat(refusal(409, () -> client.restoreKeyBackup(backup)))
        .contains("There was a conflict restoring the key '" + newer.id() + "'.")
        .doesNotContain("innererror");
    fixture.vault.keys().purge("kek");
    assertThat(client.restoreKeyBackup(backup).getId()).isEqualTo(newer.id());
    assertThat(unwrap(older, wrapped)).isEqualTo(KEY_BYTES);
  }

  @Test
  void aRotationMakesANewVersionThatExpiresByThePolicy() {
    var client = fixture.keyClient();
    var first = fixture.vault.keys().generate("kek", 2048);
    assertThat(client.getKeyRotationPolicy("kek").getId()).isNull();
    client.updateKeyRotationPolicy(
        "kek",
        new KeyRotationPolicy()
            .setExpiresIn("P90D")
            .setLifetimeActions(
                List.of(
                    new KeyRotationLifetimeAction(KeyRotationPolicyAction.ROTATE)
                        .setTimeAfterCreate("P30D"))));
    var rotated = client.rotateKey("kek");
    assertThat(rotated.getId()).isNotEqualTo(first.id());
    assertThat(rotated.getProperties().getExpiresOn())
        .isEqualTo(rotated.getProperties().getCreatedOn().plusDays(90));
    assertThat(client.getKey("kek", first.version()).getProperties().getExpiresOn()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256"})
  void theVaultSignsWithRsa(String algorithm) throws Exception {
    var key = fixture.vault.keys().generate("signer", 2048);
    assertThat(signsAndVerifies(key.id(), algorithm)).isTrue();
  }

  @Test
  void theVaultSignsOnACurve() throws Exception {
    var key = fixture.keyClient().createEcKey(new CreateEcKeyOptions("curve"));
    assertThat(signsAndVerifies(key.getId(), "ES256")).isTrue();
  }

  private boolean signsAndVerifies(String keyId, String algorithm) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(KEY_BYTES);
    var crypto = fixture.cryptography(keyId);
    var wanted = SignatureAlgorithm.fromString(algorithm);
    byte[] signature = crypto.sign(wanted, digest).getSignature();
    return crypto.verify(wanted, digest, signature).isValid();
  }

  /** As it is on the wire: the client wraps by itself where it can. */
  private String wrap(Stored key) {
    var answer =
        fixture.send(
            "POST",
            "/keys/kek/" + key.version() + "/wrapkey",
            "api-version=7.6",
            "{\"alg\":\"RSA-OAEP\",\"value\":\"AAAA\"}");
    assertThat(answer.status()).isEqualTo(403);
    return new String(InProcess.bytes(answer), StandardCharsets.UTF_8);
  }

  private byte[] unwrap(Stored key, byte[] wrapped) {
    return fixture.cryptography(key.id()).unwrapKey(KeyWrapAlgorithm.RSA_OAEP, wrapped).getKey();
  }
}
