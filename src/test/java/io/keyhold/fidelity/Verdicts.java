package io.keyhold.fidelity;

import io.keyhold.e2e.Needs;
import io.keyhold.local.keyvault.VaultExchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sends everything that was recorded, once. */
final class Verdicts {

  private Verdicts() {}

  private static List<Verdict> arm() {
    try (var stage = new ArmStage()) {
      return Recorded.all(Needs.shared("azure/exchanges")).stream()
          .map(exchange -> Verdict.of(exchange.id(), arm(stage, exchange)))
          .toList();
    }
  }

  private static Map<String, String> arm(ArmStage stage, Recorded exchange) {
    var own = exchange.in(UUID.randomUUID().toString());
    try {
      return Comparison.of(own, ArmExchanges.answer(stage, own));
    } catch (RuntimeException | AssertionError e) {
      return Map.of("cannot be brought about", e.toString());
    }
  }

  private static List<Verdict> vaults() {
    return VaultExchange.all(Needs.shared("azure/exchanges-keyvault")).stream()
        .map(exchange -> Verdict.of(exchange.id(), exchange.differences()))
        .toList();
  }

  /** By the folder that they are from. */
  static Map<String, List<Verdict>> all() {
    var all = new LinkedHashMap<String, List<Verdict>>();
    all.put("exchanges", arm());
    all.put("exchanges-keyvault", vaults());
    for (var session : Session.all(Needs.shared("azure/recordings"))) {
      all.put("session " + session.name(), Sessions.played(session));
    }
    return all;
  }
}
