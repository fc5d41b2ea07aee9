package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole of design.md's table "The gate", for every policy. */
class GateTest {

  /**
   * What was found; then the action by default, with every member of the policy at its other value,
   * and both again when the grace is over.
   */
  @ParameterizedTest
  @CsvSource({
    "available,          PROCEED, PROCEED, PROCEED, PROCEED",
    "KeyExpired,         PROCEED, PROCEED, PROCEED, PROCEED",
    "KeyNotYetValid,     PROCEED, PROCEED, PROCEED, PROCEED",
    "KeyNearExpiry,      PROCEED, PROCEED, PROCEED, PROCEED",
    "KeyNotPurgeProtected, PROCEED, PROCEED, PROCEED, PROCEED",
    "CustomerKeyNotYetValid, PROCEED, PROCEED, PROCEED, PROCEED",
    "CustomerKeyExpired, PROCEED, REFUSE, PROCEED, REFUSE",
    "unavailable,        REFUSE, HOLD, REFUSE, HOLD",
    "lost,               REFUSE, HOLD, REFUSE, HOLD",
    "unknown,            WAIT, WAIT, REFUSE, HOLD",
    "unverified,         PROCEED, REFUSE, PROCEED, REFUSE"
  })
  void aVerdictLeadsToThisAction(
      String found, Action byDefault, Action other, Action later, Action otherLater) {
    List<Verdict> verdicts = List.of(Generated.verdict(finding(found)));
    KeyRules opposite =
        rules(
            KeyRules.Stop.HOLD,
            KeyRules.Stop.HOLD,
            KeyRules.Tolerance.REFUSE,
            KeyRules.Tolerance.REFUSE);

    assertThat(Gate.decide(verdicts, defaults(), false).action()).isEqualTo(byDefault);
    assertThat(Gate.decide(verdicts, opposite, false).action()).isEqualTo(other);
    assertThat(Gate.decide(verdicts, defaults(), true).action()).isEqualTo(later);
    assertThat(Gate.decide(verdicts, opposite, true).action()).isEqualTo(otherLater);
  }

  /** One member of the policy at its other value: it changes its own rows and no others. */
  @Test
  void everyMemberOfThePolicyDecidesAboutItsOwnRowsOnly() {
    KeyRules.Stop refuse = KeyRules.Stop.REFUSE;
    KeyRules.Stop hold = KeyRules.Stop.HOLD;
    KeyRules.Tolerance proceed = KeyRules.Tolerance.PROCEED;
    KeyRules.Tolerance never = KeyRules.Tolerance.REFUSE;

    assertThat(changed(rules(hold, refuse, proceed, proceed)))
        .containsExactly("unavailable", "lost");
    assertThat(changed(rules(refuse, hold, proceed, proceed))).containsExactly("unknown");
    assertThat(changed(rules(refuse, refuse, never, proceed))).containsExactly("unverified");
    assertThat(changed(rules(refuse, refuse, proceed, never)))
        .containsExactly("CustomerKeyExpired");
  }

  private static List<String> changed(KeyRules rules) {
    return Stream.of(
            "available",
            "KeyExpired",
            "CustomerKeyExpired",
            "unavailable",
            "lost",
            "unknown",
            "unverified")
        .filter(
            found ->
                Gate.action(finding(found), rules, true)
                    != Gate.action(finding(found), defaults(), true))
        .toList();
  }

  @Test
  void withoutAnyKeyItProceeds() {
    assertThat(Gate.decide(List.of(), defaults(), false))
        .isEqualTo(new Decision(Action.PROCEED, List.of()));
  }

  @Test
  void theCausesAreThoseOfTheStrictestAction() {
    Decision decision =
        Gate.decide(
            List.of(
                Generated.verdict(finding("unknown")),
                Generated.verdict(finding("unavailable")),
                Generated.verdict(finding("KeyExpired")),
                Generated.verdict(finding("lost"))),
            defaults(),
            false);

    assertThat(decision.action()).isEqualTo(Action.REFUSE);
    assertThat(decision.positive()).isFalse();
    assertThat(decision.causes())
        .extracting(Problem::code)
        .containsExactly(Code.KEY_DISABLED, Code.KEY_LOST);
  }

  @Test
  void aDecisionToProceedHasNoCauses() {
    assertThat(Gate.decide(List.of(Generated.verdict(finding("KeyExpired"))), defaults(), true))
        .isEqualTo(new Decision(Action.PROCEED, List.of()));
  }

  private static Finding finding(String found) {
    return switch (found) {
      case "available" -> new Finding.Available();
      case "unavailable" ->
          new Finding.Unavailable(problem(Code.KEY_DISABLED), Optional.of(Instant.EPOCH));
      case "lost" -> new Finding.Lost(problem(Code.KEY_LOST));
      case "unknown" -> new Finding.Unknown(problem(Code.VAULT_TIMEOUT));
      case "unverified" -> new Finding.Unverified(problem(Code.KEY_KEPT_ELSEWHERE));
      default ->
          new Finding.AvailableWithWarning(
              List.of(
                  problem(Code.KEY_NOT_PURGE_PROTECTED), problem(Code.of(found).orElseThrow())));
    };
  }

  private static Problem problem(Code code) {
    return new Problem(code, "https://kv.vault.azure.net/keys/k", "detail");
  }

  private static KeyRules defaults() {
    return KeyRules.defaults(Set.of());
  }

  private static KeyRules rules(
      KeyRules.Stop onUnavailable,
      KeyRules.Stop onUnknown,
      KeyRules.Tolerance onUnverified,
      KeyRules.Tolerance onExpiredCustomerKey) {
    return new KeyRules(
        Set.of(),
        KeyRules.Check.METADATA,
        onUnavailable,
        onUnknown,
        Duration.ofHours(2),
        onUnverified,
        onExpiredCustomerKey);
  }
}
