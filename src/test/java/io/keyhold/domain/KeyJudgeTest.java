package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of azure-facts.md §3.1 and of design.md's gate table that are about one key. */
class KeyJudgeTest {

  private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");
  private static final String VERSION = "0123456789abcdef0123456789abcdef";
  private static final KeyRef KEY =
      KeyRef.parse("https://kv.vault.azure.net/keys/kek/" + VERSION).orElseThrow();
  private static final KeyRef SECRET =
      KeyRef.parse("https://kv.vault.azure.net/secrets/bek/" + VERSION).orElseThrow();
  private static final Optional<Set<String>> ALL = Optional.of(Set.of("wrapKey", "unwrapKey"));

  /**
   * Columns: enabled; begins, ends: from now, empty where no date is set; purgeable; then the
   * finding for a key inside the guest, a secret inside the guest, and the key of a set.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true  |       |        | false | available                               | available                               | available
          true  | -P1D  | P31D   | false | available                               | available                               | available
          true  | P1D   |        | false | warning KeyNotYetValid                  | warning KeyNotYetValid                  | warning CustomerKeyNotYetValid
          true  | PT0S  |        | false | available                               | available                               | available
          true  |       | -P1D   | false | warning KeyExpired                      | warning KeyExpired                      | warning CustomerKeyExpired
          true  |       | PT0S   | false | warning KeyExpired                      | warning KeyExpired                      | warning CustomerKeyExpired
          true  |       | PT1S   | false | warning KeyNearExpiry                   | warning KeyNearExpiry                   | warning KeyNearExpiry
          true  |       | P29D   | false | warning KeyNearExpiry                   | warning KeyNearExpiry                   | warning KeyNearExpiry
          true  |       | P30D   | false | available                               | available                               | available
          true  |       |        | true  | warning KeyNotPurgeProtected            | warning KeyNotPurgeProtected            | warning KeyNotPurgeProtected
          true  |       | -P1D   | true  | warning KeyExpired KeyNotPurgeProtected | warning KeyExpired KeyNotPurgeProtected | warning CustomerKeyExpired KeyNotPurgeProtected
          false |       |        | false | unavailable KeyDisabled                 | unavailable SecretDisabled              | unavailable KeyDisabled
          false |       | -P1D   | true  | unavailable KeyDisabled                 | unavailable SecretDisabled              | unavailable KeyDisabled
          """)
  void whatIsFoundMeansThis(
      boolean enabled,
      Duration begins,
      Duration ends,
      boolean purgeable,
      String key,
      String secret,
      String ofSet) {
    KeyReading keyFound = found(enabled, begins, ends, ALL, purgeable);
    KeyReading secretFound = found(enabled, begins, ends, Optional.empty(), purgeable);

    assertThat(said(KeyJudge.inGuest(KEY, keyFound, NOW))).isEqualTo(key);
    assertThat(said(KeyJudge.inGuest(SECRET, secretFound, NOW))).isEqualTo(secret);
    assertThat(said(KeyJudge.ofSet(KEY, keyFound, NOW))).isEqualTo(ofSet);
  }

  @Test
  void aKeyThatMayNotUnwrapIsUnavailableEvenIfItMayWrap() {
    KeyReading wrapOnly = found(true, null, null, Optional.of(Set.of("wrapKey")), false);
    KeyReading nothing = found(true, null, null, Optional.of(Set.of()), false);

    assertThat(said(KeyJudge.inGuest(KEY, wrapOnly, NOW)))
        .isEqualTo("unavailable UnwrapNotPermitted");
    assertThat(said(KeyJudge.inGuest(KEY, nothing, NOW)))
        .isEqualTo("unavailable UnwrapNotPermitted");
    assertThat(said(KeyJudge.ofSet(KEY, wrapOnly, NOW)))
        .isEqualTo("unavailable UnwrapNotPermitted");
  }

  @Test
  void aDeletedObjectIsUnavailableUntilItIsPurged() {
    Instant purge = NOW.plus(Duration.ofDays(90));
    KeyReading deleted = new KeyReading.Deleted(Optional.of(purge));

    assertThat(KeyJudge.inGuest(KEY, deleted, NOW))
        .isInstanceOfSatisfying(
            Finding.Unavailable.class,
            unavailable -> {
              assertThat(unavailable.cause().code()).isEqualTo(Code.KEY_DELETED);
              assertThat(unavailable.cause().detail()).contains(purge.toString());
              assertThat(unavailable.recoverableUntil()).contains(purge);
            });
    assertThat(said(KeyJudge.inGuest(SECRET, deleted, NOW))).isEqualTo("unavailable SecretDeleted");
    assertThat(said(KeyJudge.ofSet(KEY, deleted, NOW))).isEqualTo("unavailable KeyDeleted");
  }

  @Test
  void aDeletedVaultIsUnavailableAndNamesTheVault() {
    KeyReading gone = new KeyReading.VaultDeleted(Optional.of(NOW));

    assertThat(KeyJudge.inGuest(SECRET, gone, NOW))
        .isInstanceOfSatisfying(
            Finding.Unavailable.class,
            unavailable -> {
              assertThat(unavailable.cause().code()).isEqualTo(Code.VAULT_DELETED);
              assertThat(unavailable.cause().subject()).isEqualTo("kv");
              assertThat(unavailable.recoverableUntil()).contains(NOW);
            });
  }

  @Test
  void anAbsentObjectIsLost() {
    assertThat(said(KeyJudge.inGuest(KEY, new KeyReading.Absent(), NOW))).isEqualTo("lost KeyLost");
    assertThat(said(KeyJudge.inGuest(SECRET, new KeyReading.Absent(), NOW)))
        .isEqualTo("lost SecretLost");
    assertThat(said(KeyJudge.ofSet(KEY, new KeyReading.Absent(), NOW))).isEqualTo("lost KeyLost");
  }

  @Test
  void noAnswerIsUnknownAndNeverMissing() {
    for (Code code : Code.values()) {
      if (code.group() == Code.Group.UNKNOWN) {
        KeyReading none = new KeyReading.NoAnswer(new Problem(code, "s", "d"));

        assertThat(said(KeyJudge.inGuest(KEY, none, NOW))).isEqualTo("unknown " + code.text());
        assertThat(said(KeyJudge.ofSet(KEY, none, NOW))).isEqualTo("unknown " + code.text());
      }
    }
  }

  @Test
  void theDisabledVersionIsNamedEvenWhereTheReferenceNamesNone() {
    KeyRef current = KeyRef.parse("https://kv.vault.azure.net/secrets/luks").orElseThrow();
    KeyReading disabled = found(false, null, null, Optional.empty(), false);

    assertThat(KeyJudge.inGuest(current, disabled, NOW).problems())
        .singleElement()
        .satisfies(cause -> assertThat(cause.subject()).endsWith("/luks/" + VERSION));
  }

  private static KeyReading found(
      boolean enabled,
      Duration begins,
      Duration ends,
      Optional<Set<String>> operations,
      boolean purgeable) {
    return new KeyReading.Found(
        new KeyAttributes(
            VERSION,
            enabled,
            Optional.ofNullable(begins).map(NOW::plus),
            Optional.ofNullable(ends).map(NOW::plus),
            operations,
            purgeable));
  }

  private static String said(Finding finding) {
    String word = finding.word().equals("availableWithWarning") ? "warning" : finding.word();
    List<Problem> problems = finding.problems();
    return Stream.concat(Stream.of(word), problems.stream().map(problem -> problem.code().text()))
        .collect(Collectors.joining(" "));
  }
}
