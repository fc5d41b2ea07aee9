package io.keyhold.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.domain.KeyRules;
import java.time.Duration;
import java.util.Set;

/**
 * What a policy says about keys. A word that a later release wrote is read as the strictest that
 * this one knows.
 */
final class KeyRulesJson {

  private KeyRulesJson() {}

  static ObjectNode of(KeyRules rules) {
    ObjectNode node = Json.object();
    ArrayNode vaults = node.putArray("allowedVaults");
    rules.allowedVaults().stream().sorted().forEach(vaults::add);
    return node.put("check", PolicyWords.of(rules.check()))
        .put("onUnavailable", PolicyWords.of(rules.onUnavailable()))
        .put("onUnknown", PolicyWords.of(rules.onUnknown()))
        .put("graceMinutes", rules.grace().toMinutes())
        .put("onUnverified", PolicyWords.of(rules.onUnverified()))
        .put("onExpiredCustomerKey", PolicyWords.of(rules.onExpiredCustomerKey()));
  }

  static KeyRules read(Members members) {
    return new KeyRules(
        Set.copyOf(members.texts("allowedVaults")),
        PolicyWords.check(members.text("check")).orElse(KeyRules.Check.UNWRAP),
        stop(members.text("onUnavailable")),
        stop(members.text("onUnknown")),
        Duration.ofMinutes(members.number("graceMinutes", 0, Integer.MAX_VALUE)),
        tolerance(members.text("onUnverified")),
        tolerance(members.text("onExpiredCustomerKey")));
  }

  private static KeyRules.Stop stop(String word) {
    return PolicyWords.stop(word).orElse(KeyRules.Stop.REFUSE);
  }

  private static KeyRules.Tolerance tolerance(String word) {
    return PolicyWords.tolerance(word).orElse(KeyRules.Tolerance.REFUSE);
  }
}
