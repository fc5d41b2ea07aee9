package io.keyhold.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyBookTest {

  private static final String ONE = "11111111-1111-1111-1111-11111111111a";
  private static final String TWO = "22222222-2222-2222-2222-222222222222";
  private static final Policy DAILY = policy("daily", List.of(ONE));
  private static final Policy WEEKLY = policy("weekly", List.of(ONE.toUpperCase(Locale.ROOT), TWO));
  private static final PolicyBook BOOK = new PolicyBook(List.of(DAILY, WEEKLY));

  @Test
  void theTagOfAMachineNamesItsPolicy() {
    assertThat(BOOK.of(machine(ONE, Map.of("keyhold-policy", "daily")))).contains(DAILY);
    assertThat(BOOK.of(machine(ONE, Map.of("Keyhold-Policy", " weekly ")))).contains(WEEKLY);
  }

  @Test
  void aMachineWithoutTheTagOrWithAnUnknownNameHasNone() {
    assertThat(BOOK.of(machine(ONE, Map.of()))).isEmpty();
    assertThat(BOOK.of(machine(ONE, Map.of("keyhold-policy", " ")))).isEmpty();
    assertThat(BOOK.of(machine(ONE, Map.of("keyhold-policy", "Daily")))).isEmpty();
  }

  @Test
  void aPolicyHoldsOnlyInItsSubscriptionsWhateverTheLetters() {
    assertThat(BOOK.of(machine(TWO, Map.of("keyhold-policy", "daily")))).isEmpty();
    assertThat(BOOK.of(machine(ONE, Map.of("keyhold-policy", "weekly")))).contains(WEEKLY);
  }

  @Test
  void everySubscriptionIsListedOnce() {
    assertThat(BOOK.subscriptions()).containsExactly(ONE, TWO);
  }

  private static MachineSummary machine(String subscription, Map<String, String> tags) {
    ArmId id = ArmId.compute(subscription, "prod", "virtualMachines", "web-1");
    return new MachineSummary(id, "a1b2", "westeurope", tags);
  }

  private static Policy policy(String name, List<String> subscriptions) {
    return new Policy(
        name,
        subscriptions,
        new Policy.Schedule("0 2 * * *", ZoneId.of("UTC")),
        new Policy.SnapshotTarget("rg", Policy.NetworkAccess.DENY_ALL),
        Optional.empty(),
        new Policy.Keep(30, 3),
        KeyRules.defaults(Set.of()));
  }
}
