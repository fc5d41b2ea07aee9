package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyCheckTest {

  private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");
  private static final String VERSION = "0123456789abcdef0123456789abcdef";
  private static final KeyRef KEK =
      KeyRef.parse("https://kv.vault.azure.net/keys/kek/" + VERSION).orElseThrow();
  private static final KeyRef OLD_KEK =
      KeyRef.parse("https://kv.vault.azure.net/keys/old/" + VERSION).orElseThrow();
  private static final KeyRef BEK =
      KeyRef.parse("https://kv.vault.azure.net/secrets/bek/" + VERSION).orElseThrow();
  private static final ArmId SET =
      ArmId.compute("11111111-1111-1111-1111-111111111111", "keys", "diskEncryptionSets", "des");
  private static final Problem TIMEOUT = new Problem(Code.VAULT_TIMEOUT, "kv", "no answer");

  private final Store store = new Store();
  private final List<Duration> pauses = new ArrayList<>();
  private SetReading set = new SetReading.Absent();
  private final KeyCheck check =
      new KeyCheck(store, id -> set, pauses::add, InstantSource.fixed(NOW));

  /** A key store that answers from lists and notes what it was asked. */
  private static final class Store implements KeyStore {

    private final Queue<KeyReading> readings = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private UnwrapReading tried = new UnwrapReading.Unwraps();

    @Override
    public KeyReading read(KeyRef ref) {
      asked.add("read " + ref.url());
      return readings.remove();
    }

    @Override
    public UnwrapReading unwrap(KeyRef kek, KeyRef bek) {
      asked.add("unwrap " + bek.name() + " with " + kek.name());
      return tried;
    }

    @Override
    public UnwrapReading open(KeyRef secret) {
      asked.add("open " + secret.name());
      return tried;
    }
  }

  @Test
  void theExactVersionIsCheckedAndNamedInTheVerdict() {
    store.readings.add(found(true));

    assertThat(check.check(new Dependency.ExactSecret(BEK), KeyRules.Check.METADATA))
        .containsExactly(
            new Verdict(BEK.object(), Optional.of(VERSION), new Finding.Available(), NOW));
    assertThat(store.asked).containsExactly("read " + BEK.url());
    assertThat(pauses).isEmpty();
  }

  @Test
  void metadataNeedsNoKeyMaterial() {
    store.readings.add(found(true));
    check.check(new Dependency.ExactKey(KEK, BEK), KeyRules.Check.METADATA);

    assertThat(store.asked).containsExactly("read " + KEK.url());
  }

  @Test
  void unwrapReadsTheSecretAndLetsTheKeyUnwrapIt() {
    store.readings.add(found(true));
    store.readings.add(found(true));

    check.check(new Dependency.ExactSecret(BEK), KeyRules.Check.UNWRAP);
    check.check(new Dependency.ExactKey(KEK, BEK), KeyRules.Check.UNWRAP);

    assertThat(store.asked)
        .containsExactly(
            "read " + BEK.url(), "open bek", "read " + KEK.url(), "unwrap bek with kek");
  }

  @Test
  void aKeyThatIsUnavailableAnywayIsNotTried() {
    store.readings.add(found(false));

    assertThat(only(new Dependency.ExactKey(KEK, BEK), KeyRules.Check.UNWRAP).finding().word())
        .isEqualTo("unavailable");
    assertThat(store.asked).containsExactly("read " + KEK.url());
  }

  @Test
  void aKeyThatDoesNotUnwrapThisBekIsUnavailable() {
    Problem wrong = new Problem(Code.UNWRAP_FAILED, KEK.url(), "400 BadParameter");
    store.readings.add(found(true));
    store.tried = new UnwrapReading.DoesNotUnwrap(wrong);

    assertThat(only(new Dependency.ExactKey(KEK, BEK), KeyRules.Check.UNWRAP).finding())
        .isEqualTo(new Finding.Unavailable(wrong, Optional.empty()));
  }

  @Test
  void noAnswerToTheUnwrapIsUnknown() {
    store.readings.add(found(true));
    store.tried = new UnwrapReading.NoAnswer(TIMEOUT);

    assertThat(only(new Dependency.ExactSecret(BEK), KeyRules.Check.UNWRAP).finding())
        .isEqualTo(new Finding.Unknown(TIMEOUT));
  }

  @Test
  void aWarningStaysWhenTheUnwrapSucceeds() {
    store.readings.add(
        new KeyReading.Found(
            new KeyAttributes(
                VERSION,
                true,
                Optional.empty(),
                Optional.of(NOW.minusSeconds(1)),
                Optional.of(Set.of("unwrapKey")),
                false)));

    assertThat(only(new Dependency.ExactKey(KEK, BEK), KeyRules.Check.UNWRAP).finding().word())
        .isEqualTo("availableWithWarning");
  }

  @Test
  void aLossIsSaidOnlyAfterASecondLookThirtySecondsLater() {
    store.readings.add(new KeyReading.Absent());
    store.readings.add(new KeyReading.Absent());

    assertThat(only(new Dependency.ExactKey(KEK, BEK), KeyRules.Check.METADATA).finding().word())
        .isEqualTo("lost");
    assertThat(pauses).containsExactly(Duration.ofSeconds(30));
    assertThat(store.asked).hasSize(2);
  }

  @Test
  void aFreshDeleteThatLooksLikeALossIsSeenAsDeleted() {
    store.readings.add(new KeyReading.Absent());
    store.readings.add(new KeyReading.Deleted(Optional.of(NOW)));

    assertThat(only(new Dependency.ExactSecret(BEK), KeyRules.Check.METADATA).finding())
        .isInstanceOfSatisfying(
            Finding.Unavailable.class,
            unavailable -> assertThat(unavailable.cause().code()).isEqualTo(Code.SECRET_DELETED));
  }

  @Test
  void aSetThatIsNotThereIsUnavailable() {
    assertSet(new SetReading.Absent(), "unavailable", Code.SET_MISSING);
  }

  @Test
  void aSetThatCannotBeReadIsUnknown() {
    Problem denied = new Problem(Code.SET_UNREADABLE, SET.value(), "403");
    assertSet(new SetReading.NoAnswer(denied), "unknown", Code.SET_UNREADABLE);
  }

  @Test
  void aSetWithoutIdentityKeyOrWithARotationErrorIsUnavailable() {
    assertSet(
        new SetReading.Found(false, Optional.of(KEK), List.of(), Optional.empty()),
        "unavailable",
        Code.SET_WITHOUT_IDENTITY);
    assertSet(
        new SetReading.Found(true, Optional.of(KEK), List.of(), Optional.of("KeyVaultKeyDisabled")),
        "unavailable",
        Code.SET_ROTATION_ERROR);
    assertSet(
        new SetReading.Found(true, Optional.empty(), List.of(), Optional.empty()),
        "unavailable",
        Code.SET_WITHOUT_KEY);
    assertThat(store.asked).isEmpty();
  }

  @Test
  void theCurrentKeyOfASetIsCheckedAndThePreviousOnesWhileARotationRuns() {
    set = new SetReading.Found(true, Optional.of(KEK), List.of(OLD_KEK), Optional.empty());
    store.readings.add(found(true));
    store.readings.add(found(false));

    assertThat(check.check(new Dependency.EncryptionSet(SET), KeyRules.Check.UNWRAP))
        .extracting(Verdict::key, verdict -> verdict.finding().word())
        .containsExactly(tuple(KEK.object(), "available"), tuple(OLD_KEK.object(), "unavailable"));
    assertThat(store.asked).containsExactly("read " + KEK.url(), "read " + OLD_KEK.url());
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {"VAULT_ACCESS_DENIED", "VAULT_FIREWALL"})
  void aVaultThatRefusesKeyholdIsUnverifiedForAHealthySetAndUnknownInsideTheGuest(Code refusal) {
    Problem refused = new Problem(refusal, KEK.url(), "403");
    set = new SetReading.Found(true, Optional.of(KEK), List.of(), Optional.empty());
    store.readings.add(new KeyReading.NoAnswer(refused));
    store.readings.add(new KeyReading.NoAnswer(refused));

    assertThat(only(new Dependency.EncryptionSet(SET), KeyRules.Check.METADATA).finding())
        .isEqualTo(
            new Finding.Unverified(new Problem(Code.VAULT_OF_SET_REFUSES, KEK.url(), "403")));
    assertThat(only(new Dependency.ExactKey(KEK, BEK), KeyRules.Check.METADATA).finding())
        .isEqualTo(new Finding.Unknown(refused));
  }

  @Test
  void aVaultThatDoesNotAnswerIsUnknownForASet() {
    set = new SetReading.Found(true, Optional.of(KEK), List.of(), Optional.empty());
    store.readings.add(new KeyReading.NoAnswer(TIMEOUT));

    assertThat(only(new Dependency.EncryptionSet(SET), KeyRules.Check.METADATA).finding())
        .isEqualTo(new Finding.Unknown(TIMEOUT));
  }

  @Test
  void aKeyKeptElsewhereIsUnverifiedWithoutAskingAnyone() {
    Verdict verdict = only(new Dependency.Elsewhere("external:safe"), KeyRules.Check.UNWRAP);

    assertThat(verdict.key()).isEqualTo("external:safe");
    assertThat(verdict.finding().word()).isEqualTo("unverified");
    assertThat(store.asked).isEmpty();
  }

  @Test
  void aSecretNamedWithoutAVersionIsPinnedToItsCurrentOne() {
    KeyRef current = KeyRef.parse("https://kv.vault.azure.net/secrets/bek").orElseThrow();
    store.readings.add(found(true));

    assertThat(only(new Dependency.ExactSecret(current), KeyRules.Check.UNWRAP).version())
        .contains(VERSION);
    assertThat(store.asked).containsExactly("read " + current.url(), "open bek");
  }

  @Test
  void aSecretNamedWithoutAVersionThatCannotBeReadHasNone() {
    KeyRef current = KeyRef.parse("https://kv.vault.azure.net/secrets/bek").orElseThrow();
    store.readings.add(new KeyReading.NoAnswer(TIMEOUT));

    assertThat(only(new Dependency.ExactSecret(current), KeyRules.Check.METADATA))
        .isEqualTo(
            new Verdict(current.object(), Optional.empty(), new Finding.Unknown(TIMEOUT), NOW));
  }

  private void assertSet(SetReading reading, String word, Code code) {
    set = reading;
    Verdict verdict = only(new Dependency.EncryptionSet(SET), KeyRules.Check.METADATA);

    assertThat(verdict.key()).isEqualTo(SET.value());
    assertThat(verdict.finding().word()).isEqualTo(word);
    assertThat(verdict.finding().problems()).extracting(Problem::code).containsExactly(code);
  }

  private Verdict only(Dependency dependency, KeyRules.Check depth) {
    List<Verdict> verdicts = check.check(dependency, depth);
    assertThat(verdicts).hasSize(1);
    return verdicts.get(0);
  }

  private static KeyReading found(boolean enabled) {
    return new KeyReading.Found(
        new KeyAttributes(
            VERSION,
            enabled,
            Optional.empty(),
            Optional.empty(),
            Optional.of(Set.of("wrapKey", "unwrapKey")),
            false));
  }
}
