package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRefTest {

  private static final String VERSION = "0123456789abcdef0123456789abcdef";
  private static final String PLAIN = "https://kv-prod.vault.azure.net/keys/kek/" + VERSION;

  @Test
  void aUrlIsReadIntoItsParts() {
    KeyRef ref = KeyRef.parse(PLAIN).orElseThrow();

    assertThat(ref.kind()).isEqualTo(KeyRef.Kind.KEY);
    assertThat(ref.vault()).isEqualTo("kv-prod");
    assertThat(ref.name()).isEqualTo("kek");
    assertThat(ref.version()).contains(VERSION);
    assertThat(ref.object()).isEqualTo("https://kv-prod.vault.azure.net/keys/kek");
    assertThat(ref.inManagedHsm()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://kv-prod.vault.azure.net:443/keys/kek/" + VERSION,
        "https://KV-PROD.Vault.Azure.Net/keys/kek/" + VERSION,
        "HTTPS://kv-prod.vault.azure.net/KEYS/KEK/0123456789ABCDEF0123456789ABCDEF",
        "https://kv-prod.vault.azure.net/keys/kek/" + VERSION + "/"
      })
  void otherWaysToWriteTheSameUrlAreEqualAndKeptAsWritten(String written) {
    KeyRef ref = KeyRef.parse(written).orElseThrow();

    assertThat(ref).isEqualTo(KeyRef.parse(PLAIN).orElseThrow());
    assertThat(ref).hasSameHashCodeAs(KeyRef.parse(PLAIN).orElseThrow());
    assertThat(ref.written()).isEqualTo(written);
    assertThat(ref.url()).startsWith("https://kv-prod.vault.azure.net/keys/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://kv-prod.vault.azure.net/keys/other/" + VERSION,
        "https://kv-prod.vault.azure.net/secrets/kek/" + VERSION,
        "https://kv-prod.vault.azure.net/keys/kek",
        "https://kv-prod.vault.azure.cn/keys/kek/" + VERSION,
        "https://kv-test.vault.azure.net/keys/kek/" + VERSION,
        "https://kv-prod.vault.azure.net/keys/kek/1123456789abcdef0123456789abcdef"
      })
  void anythingElseIsAnotherKey(String url) {
    assertThat(KeyRef.parse(url).orElseThrow()).isNotEqualTo(KeyRef.parse(PLAIN).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "kv-prod",
        "http://kv-prod.vault.azure.net/keys/kek",
        "//kv-prod.vault.azure.net/keys/kek",
        "https:kv-prod.vault.azure.net/keys/kek",
        "https://kv-prod.vault.azure.net",
        "https://kv-prod.vault.azure.net/",
        "https://kv-prod.vault.azure.net/keys",
        "https://kv-prod.vault.azure.net/keys/",
        "https://kv-prod.vault.azure.net/certificates/kek",
        "https://kv-prod.vault.azure.net/deletedkeys/kek",
        "https://kv-prod.vault.azure.net/keys/kek/" + VERSION + "/more",
        "https://kv-prod.vault.azure.net/keys/kek/current",
        "https://kv-prod.vault.azure.net//keys/kek",
        "https://kv-prod.vault.azure.net/keys/../secrets/kek",
        "https://kv-prod.vault.azure.net/keys/%6Bek",
        "https://kv-prod.vault.azure.net/keys/kek?api-version=7.4",
        "https://kv-prod.vault.azure.net/keys/kek#x",
        "https://kv-prod.vault.azure.net/keys/k ek",
        "https://kv-prod.vault.azure.net:8443/keys/kek",
        "https://kv-prod.vault.azure.net:80/keys/kek",
        "https://user@kv-prod.vault.azure.net/keys/kek",
        "https://kv-prod.vault.azure.net@evil.example/keys/kek",
        "https://evil.example/kv-prod.vault.azure.net/keys/kek",
        "https://kv-prod.vault.azure.net.evil.example/keys/kek",
        "https://evil.example#.vault.azure.net/keys/kek",
        "https://evil.example\\.vault.azure.net/keys/kek",
        "https://a.b.vault.azure.net/keys/kek",
        "https://.vault.azure.net/keys/kek",
        "https://vault.azure.net/keys/kek",
        "https://kv-prod.vault.azure.net./keys/kek",
        "https://kvprodvault.azure.net/keys/kek",
        "https://[::1]/keys/kek",
        "https://127.0.0.1/keys/kek",
        "https://kv–prod.vault.azure.net/keys/kek",
        "https://kv_prod.vault.azure.net/keys/kek",
        "https://kv-prod.vault.azure.net/keys/kek\r\nHost: evil.example",
        " https://kv-prod.vault.azure.net/keys/kek"
      })
  void whatIsNoUrlOfAKeyOrSecretIsNotOne(String url) {
    assertThat(KeyRef.parse(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"managedhsm.azure.net", "managedhsm.azure.cn"})
  void keysOfAManagedHsmAreToldApart(String domain) {
    assertThat(KeyRef.parse("https://hsm1." + domain + "/keys/kek").orElseThrow().inManagedHsm())
        .isTrue();
  }

  @Test
  void aVersionCanBePinned() {
    KeyRef object = KeyRef.parse("https://kv-prod.vault.azure.net:443/keys/kek").orElseThrow();

    assertThat(object.version()).isEqualTo(Optional.empty());
    assertThat(object.at(VERSION)).isEqualTo(KeyRef.parse(PLAIN).orElseThrow());
    assertThat(object.at(VERSION).written()).isEqualTo(PLAIN);
  }

  @Property
  void anyTextIsReadOrNotButNeverFails(@ForAll String text) {
    assertThat(KeyRef.parse(text)).isNotNull();
    assertThat(KeyRef.parse("https://kv.vault.azure.net/keys/" + text)).isNotNull();
  }

  @Property
  void whatIsReadOnceIsReadAgainFromItsPlainForm(@ForAll("keys") KeyRef ref) {
    assertThat(KeyRef.parse(ref.url())).contains(ref);
    assertThat(KeyRef.parse(ref.written())).contains(ref);
  }

  @Provide
  Arbitrary<KeyRef> keys() {
    return Generated.keyRefs(KeyRef.Kind.KEY);
  }
}
