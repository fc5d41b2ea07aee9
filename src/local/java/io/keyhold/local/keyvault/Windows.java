package io.keyhold.local.keyvault;

import io.keyhold.local.http.Enforcement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How many operations a vault takes in ten seconds, and its subscription five times as many
 * (azure-facts.md §3.7, for software keys; half of it for those in an HSM). No answer tells of it;
 * calls are refused only where that is asked for, and those do not count.
 */
final class Windows {

  private static final long SECONDS = 10;
  private static final int SUBSCRIPTION = 5;

  private final Enforcement enforcement;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, WindowUse> used = new TreeMap<>();
  private long current;

  Windows(Enforcement enforcement) {
    this.enforcement = enforcement;
  }

  /** What counts together, and how much of it is allowed. */
  record Limit(String name, int calls) {

    static final Limit OPERATIONS = new Limit("operations", 4_000);
    static final Limit NEW_SECRETS = new Limit("new secrets", 300);

    static Limit newKeys(boolean hsm) {
      return new Limit("new keys " + hsm, hsm ? 10 : 20);
    }

    /**
     * @param bits of an RSA key; a curve has none
     */
    static Limit cryptography(boolean hsm, OptionalInt bits) {
      int software =
          bits.isEmpty() || bits.getAsInt() <= 2048 ? 4_000 : bits.getAsInt() <= 3072 ? 1_000 : 500;
      return new Limit("cryptography " + hsm + bits, hsm ? software / 2 : software);
    }
  }

  private void note(VaultSettings vault, Limit limit, int calls, int refused) {
    var more = new WindowUse(vault.name(), limit.name(), limit.calls(), calls, refused);
    used.merge(vault.host() + " " + limit.name(), more, WindowUse::and);
  }

  synchronized List<WindowUse> used() {
    return List.copyOf(used.values());
  }

  /** Whether the call may go on; if so, it is counted. */
  synchronized boolean admits(VaultSettings vault, Limit limit, Instant now) {
    long window = now.getEpochSecond() / SECONDS;
    if (window != current) {
      current = window;
      counts.clear();
    }
    String ofVault = vault.host() + " " + limit.name();
    String ofSubscription = vault.subscription() + " " + limit.name();
    boolean full =
        counts.getOrDefault(ofVault, 0) >= limit.calls()
            || counts.getOrDefault(ofSubscription, 0) >= SUBSCRIPTION * limit.calls();
    if (full && enforcement.on()) {
      note(vault, limit, 0, 1);
      return false;
    }
    note(vault, limit, 1, 0);
    counts.merge(ofVault, 1, Integer::sum);
    counts.merge(ofSubscription, 1, Integer::sum);
    return true;
  }
}
