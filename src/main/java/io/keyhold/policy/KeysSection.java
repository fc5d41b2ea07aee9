package io.keyhold.policy;

import io.keyhold.domain.KeyRules;
import io.keyhold.json.PolicyWords;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what a policy says about keys; every member, and the whole of it, may be left out. */
final class KeysSection {

  private static final List<String> MEMBERS =
      List.of(
          "allowedVaults",
          "check",
          "onUnavailable",
          "onUnknown",
          "graceMinutes",
          "onUnverified",
          "onExpiredCustomerKey");
  private static final int MOST_GRACE_MINUTES = 1_440;
  private static final KeyRules DEFAULTS = KeyRules.defaults(Set.of());

  private final Section keys;

  private KeysSection(Section keys) {
    this.keys = keys;
  }

  static Optional<KeyRules> read(Section policy) {
    return policy.has("keys")
        ? policy.section("keys", MEMBERS).flatMap(keys -> new KeysSection(keys).rules())
        : Optional.of(DEFAULTS);
  }

  private Optional<KeyRules> rules() {
    Optional<Set<String>> vaults =
        keys.has("allowedVaults")
            ? keys.texts("allowedVaults", Form.VAULT).map(Set::copyOf)
            : Optional.of(Set.of());
    Optional<KeyRules.Check> check =
        word("check", DEFAULTS.check(), PolicyWords::check, "metadata or unwrap");
    Optional<KeyRules.Stop> onUnavailable = stop("onUnavailable", DEFAULTS.onUnavailable());
    Optional<KeyRules.Stop> onUnknown = stop("onUnknown", DEFAULTS.onUnknown());
    Optional<Duration> grace = grace();
    Optional<KeyRules.Tolerance> onUnverified = tolerance("onUnverified", DEFAULTS.onUnverified());
    Optional<KeyRules.Tolerance> onExpired =
        tolerance("onExpiredCustomerKey", DEFAULTS.onExpiredCustomerKey());
    boolean complete =
        vaults.isPresent()
            && check.isPresent()
            && onUnavailable.isPresent()
            && onUnknown.isPresent()
            && grace.isPresent()
            && onUnverified.isPresent()
            && onExpired.isPresent();
    return complete
        ? Optional.of(
            new KeyRules(
                vaults.get(),
                check.get(),
                onUnavailable.get(),
                onUnknown.get(),
                grace.get(),
                onUnverified.get(),
                onExpired.get()))
        : Optional.empty();
  }

  private Optional<Duration> grace() {
    return keys.has("graceMinutes")
        ? keys.number("graceMinutes", 0, MOST_GRACE_MINUTES).map(Duration::ofMinutes)
        : Optional.of(DEFAULTS.grace());
  }

  private Optional<KeyRules.Stop> stop(String name, KeyRules.Stop otherwise) {
    return word(name, otherwise, PolicyWords::stop, "refuse or hold");
  }

  private Optional<KeyRules.Tolerance> tolerance(String name, KeyRules.Tolerance otherwise) {
    return word(name, otherwise, PolicyWords::tolerance, "proceed or refuse");
  }

  private <T> Optional<T> word(
      String name, T otherwise, Function<String, Optional<T>> reader, String expected) {
    return keys.has(name) ? keys.word(name, reader, expected) : Optional.of(otherwise);
  }
}
