package io.keyhold.azure.keyvault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.Code;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyStore;
import io.keyhold.domain.contract.KeyStoreContract;
import io.keyhold.local.keyvault.Stored;
import io.keyhold.local.keyvault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Key Vault says about objects; {@link VaultTroubleTest} has what it says instead. */
class AzureKeyStoreTest extends KeyStoreContract {

  static final byte[] BEK = "172 characters, or rather fewer".getBytes(StandardCharsets.US_ASCII);

  private static AzureWorld world;

  private Vault vault;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void ownVault() {
    vault = world.azure().vaults().create(world.name("kv-test"));
  }

  @Override
  protected KeyStore store() {
    return world.adapters().keyStore();
  }

  static KeyRef ref(Stored stored) {
    return KeyRef.parse(stored.id()).orElseThrow();
  }

  @Override
  protected KeyRef given(KeyRef.Kind kind) {
    return switch (kind) {
      case KEY -> ref(vault.keys().generate("object", 2048));
      case SECRET -> ref(vault.secrets().set("object", "a value"));
    };
  }

  @Override
  protected KeyRef givenBek(KeyRef kek) {
    return wrapped(kek, "RSA-OAEP", Map.of());
  }

  private KeyRef wrapped(KeyRef kek, String algorithm, Map<String, String> tags) {
    byte[] bytes = vault.keys().wrap(kek.name(), kek.version().orElseThrow(), algorithm, BEK);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return ref(vault.secrets().set("bek", value, Optional.of("Wrapped BEK"), tags));
  }

  @Override
  protected void disable(KeyRef ref) {
    String version = ref.version().orElseThrow();
    switch (ref.kind()) {
      case KEY -> vault.keys().disable(ref.name(), version);
      case SECRET -> vault.secrets().disable(ref.name(), version);
    }
  }

  @Override
  protected void delete(KeyRef ref) {
    switch (ref.kind()) {
      case KEY -> vault.keys().delete(ref.name());
      case SECRET -> vault.secrets().delete(ref.name());
    }
    world.azure().clock().advance(Duration.ofSeconds(30));
  }

  @Override
  protected void deny(KeyRef ref) {
    vault.deny("*", "*");
  }

  @Override
  protected KeyRef newer(KeyRef ref) {
    world.azure().clock().advance(Duration.ofSeconds(2));
    return given(ref.kind());
  }

  @Override
  protected KeyRef nothing(KeyRef.Kind kind) {
    String url =
        "https://%s/%s/never/%s".formatted(vault.settings().host(), kind.segment(), "1".repeat(32));
    return KeyRef.parse(url).orElseThrow();
  }

  @Test
  void aFreshDeleteLooksAbsentForSomeSeconds() {
    KeyRef key = given(KeyRef.Kind.KEY);
    vault.keys().delete(key.name());
    assertThat(store().read(key)).isEqualTo(new KeyReading.Absent());
    world.azure().clock().advance(Duration.ofSeconds(30));
    assertThat(store().read(key)).isInstanceOf(KeyReading.Deleted.class);
  }

  @Test
  void aVersionThatIsNotAmongTheOthersIsAbsent() {
    KeyRef secret = given(KeyRef.Kind.SECRET).at("2".repeat(32));
    KeyRef key = given(KeyRef.Kind.KEY).at("2".repeat(32));
    assertThat(store().read(secret)).isEqualTo(new KeyReading.Absent());
    assertThat(store().read(key)).isEqualTo(new KeyReading.Absent());
  }

  @Test
  void aVersionIsFoundAmongMoreThanOnePage() {
    KeyRef first = given(KeyRef.Kind.SECRET);
    for (int version = 0; version < 30; version++) {
      given(KeyRef.Kind.SECRET);
    }
    assertThat(store().read(first)).isInstanceOf(KeyReading.Found.class);
  }

  @Test
  void whatAKeyMayDoIsRead() {
    KeyRef key = given(KeyRef.Kind.KEY);
    vault.keys().operations(key.name(), key.version().orElseThrow(), java.util.List.of("wrapKey"));
    assertThat(store().read(key))
        .isInstanceOfSatisfying(
            KeyReading.Found.class,
            found ->
                assertThat(found.attributes().operations()).contains(java.util.Set.of("wrapKey")));
    assertDoesNot(store().unwrap(key, givenBek(key)), Code.UNWRAP_NOT_PERMITTED, key);
  }

  @Test
  void whetherSomebodyCanPurgeIsRead() {
    KeyRef purgeable = given(KeyRef.Kind.SECRET);
    vault =
        world
            .azure()
            .vaults()
            .create(
                io.keyhold.local.keyvault.VaultSettings.of(world.name("kv-safe"))
                    .protectedFromPurge());
    KeyRef safe = given(KeyRef.Kind.SECRET);
    assertThat(purgeable(purgeable)).isTrue();
    assertThat(purgeable(safe)).isFalse();
  }

  private boolean purgeable(KeyRef ref) {
    return ((KeyReading.Found) store().read(ref)).attributes().purgeable();
  }

  @Test
  void anotherKeysWrappingIsFoundOut() {
    KeyRef kek = given(KeyRef.Kind.KEY);
    KeyRef bek = givenBek(kek);
    KeyRef other = newer(kek);
    assertDoesNot(store().unwrap(other, bek), Code.UNWRAP_FAILED, other);
  }

  @Test
  void theAlgorithmIsTheOneOfTheSecretsTag() {
    KeyRef kek = given(KeyRef.Kind.KEY);
    Map<String, String> tags = Map.of("DiskEncryptionKeyEncryptionAlgorithm", "RSA-OAEP-256");
    KeyRef bek = wrapped(kek, "RSA-OAEP-256", tags);
    assertThat(store().unwrap(kek, bek)).isEqualTo(new io.keyhold.domain.UnwrapReading.Unwraps());
  }

  @Test
  void aValueThatIsNotBase64CannotBeUnwrapped() {
    KeyRef kek = given(KeyRef.Kind.KEY);
    KeyRef bek = ref(vault.secrets().set("bek", "not base64 at all!"));
    assertDoesNot(store().unwrap(kek, bek), Code.UNWRAP_FAILED, bek);
  }

  @Test
  void readingASecretNeedsNoRightToItsValue() {
    KeyRef secret = given(KeyRef.Kind.SECRET);
    vault.deny("*", "Microsoft.KeyVault/vaults/secrets/getSecret/action");
    assertThat(store().read(secret)).isInstanceOf(KeyReading.Found.class);
  }

  @Test
  void unwrappingNeedsNoRightToReadTheKey() {
    KeyRef kek = given(KeyRef.Kind.KEY);
    KeyRef bek = givenBek(kek);
    vault.deny("*", "Microsoft.KeyVault/vaults/keys/read");
    assertThat(store().unwrap(kek, bek)).isEqualTo(new io.keyhold.domain.UnwrapReading.Unwraps());
  }

  @Test
  void theVeryVersionIsAskedOfTheVault() {
    KeyRef key = given(KeyRef.Kind.KEY);
    store().read(key);
    assertThat(world.azure().requests().all().getLast().path())
        .isEqualTo("/keys/object/" + key.version().orElseThrow());
  }
}
