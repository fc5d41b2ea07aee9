package io.keyhold.campaign;

import io.keyhold.domain.KeyAttributes;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyRules;
import io.keyhold.domain.SetReading;
import io.keyhold.domain.UnwrapReading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * design.md's table "The gate" once more, in the words of that page and from the raw answers of the
 * stores. It calls neither the program's gate nor its judge of keys.
 */
final class Oracle {

  /** The strictest wins: refuse, hold, wait, proceed. */
  enum Verdict {
    PROCEED,
    WAIT,
    HOLD,
    REFUSE
  }

  private static final Set<String> REFUSED_TO_KEYHOLD =
      Set.of("VaultAccessDenied", "VaultFirewall");

  private final KeyRules rules;
  private final boolean graceOver;
  private final Instant now;

  Oracle(KeyRules rules, boolean graceOver, Instant now) {
    this.rules = rules;
    this.graceOver = graceOver;
    this.now = now;
  }

  static Verdict strictest(List<Verdict> verdicts) {
    return verdicts.stream().max(Verdict::compareTo).orElse(Verdict.PROCEED);
  }

  /** A key or secret inside the guest; {@code tried} where the policy asks for unwrapping. */
  Verdict inGuest(KeyRef key, KeyReading answer, Optional<UnwrapReading> tried) {
    Verdict seen = seen(key, answer, false);
    if (seen != Verdict.PROCEED || tried.isEmpty()) {
      return seen;
    }
    return switch (tried.get()) {
      case UnwrapReading.Unwraps works -> Verdict.PROCEED;
      case UnwrapReading.DoesNotUnwrap fails -> unavailable();
      case UnwrapReading.NoAnswer silent -> unknown();
    };
  }

  /** A set before any of its keys is asked for; empty when it is healthy. */
  Optional<Verdict> set(SetReading answer) {
    return switch (answer) {
      case SetReading.Absent absent -> Optional.of(unavailable());
      case SetReading.NoAnswer silent -> Optional.of(unknown());
      case SetReading.Found found ->
          found.hasIdentity() && found.rotationError().isEmpty() && found.activeKey().isPresent()
              ? Optional.empty()
              : Optional.of(unavailable());
    };
  }

  /** A key of a healthy set. */
  Verdict ofSet(KeyRef key, KeyReading answer) {
    boolean refused =
        answer instanceof KeyReading.NoAnswer silent
            && REFUSED_TO_KEYHOLD.contains(silent.cause().code().text());
    return refused ? unverified() : seen(key, answer, true);
  }

  private Verdict seen(KeyRef key, KeyReading answer, boolean ofSet) {
    return switch (answer) {
      case KeyReading.Found found -> found(key, found.attributes(), ofSet);
      case KeyReading.Deleted deleted -> unavailable();
      case KeyReading.VaultDeleted deleted -> unavailable();
      case KeyReading.Absent lost -> unavailable();
      case KeyReading.NoAnswer silent -> unknown();
    };
  }

  private Verdict found(KeyRef key, KeyAttributes is, boolean ofSet) {
    boolean unwraps =
        key.kind() == KeyRef.Kind.SECRET
            || is.operations().map(all -> all.contains("unwrapKey")).orElse(true);
    if (!is.enabled() || !unwraps) {
      return unavailable();
    }
    boolean expired = is.expires().filter(end -> !end.isAfter(now)).isPresent();
    return expired && ofSet && rules.onExpiredCustomerKey() == KeyRules.Tolerance.REFUSE
        ? Verdict.REFUSE
        : Verdict.PROCEED;
  }

  private Verdict unavailable() {
    return rules.onUnavailable() == KeyRules.Stop.HOLD ? Verdict.HOLD : Verdict.REFUSE;
  }

  private Verdict unknown() {
    if (!graceOver) {
      return Verdict.WAIT;
    }
    return rules.onUnknown() == KeyRules.Stop.HOLD ? Verdict.HOLD : Verdict.REFUSE;
  }

  Verdict unverified() {
    return rules.onUnverified() == KeyRules.Tolerance.REFUSE ? Verdict.REFUSE : Verdict.PROCEED;
  }
}
