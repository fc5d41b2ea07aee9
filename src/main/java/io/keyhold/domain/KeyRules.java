package io.keyhold.domain;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * What a policy says about keys (design.md, Policies).
 *
 * @param allowedVaults names of the vaults that a tag may point to, in lower case
 * @param grace how long an unknown key is waited for after the slot's first recorded check
 */
public record KeyRules(
    Set<String> allowedVaults,
    Check check,
    Stop onUnavailable,
    Stop onUnknown,
    Duration grace,
    Tolerance onUnverified,
    Tolerance onExpiredCustomerKey) {

  /** How deep the gate looks. */
  public enum Check {
    /** Attributes only: needs no right to key material. */
    METADATA,
    /** The secret is read and the KEK unwraps it. */
    UNWRAP
  }

  /** What a key that cannot be used, or stays unknown, leads to. */
  public enum Stop {
    REFUSE,
    HOLD
  }

  /** What something doubtful leads to. */
  public enum Tolerance {
    PROCEED,
    REFUSE
  }

  public static final Duration DEFAULT_GRACE = Duration.ofHours(2);

  public KeyRules {
    allowedVaults =
        allowedVaults.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  /** The defaults of design.md's gate table, with these vaults open to tags. */
  public static KeyRules defaults(Set<String> allowedVaults) {
    return new KeyRules(
        allowedVaults,
        Check.METADATA,
        Stop.REFUSE,
        Stop.REFUSE,
        DEFAULT_GRACE,
        Tolerance.PROCEED,
        Tolerance.PROCEED);
  }
}
