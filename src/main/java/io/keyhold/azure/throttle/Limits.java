package io.keyhold.azure.throttle;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is documented or recorded about limits, for as long as no answer has said better. */
final class Limits {

  private static final Duration VAULT_WINDOW = Duration.ofSeconds(10);

  /** Reads, writes and deletes of one principal in a subscription (azure-facts.md §2.6). */
  private static final Map<String, Limit> MANAGER =
      Map.of(
          "reads", Limit.bucket(250, 25),
          "writes", Limit.bucket(200, 10),
          "deletes", Limit.bucket(200, 10),
          "global-reads", Limit.bucket(15 * 250, 15 * 25),
          "global-writes", Limit.bucket(15 * 200, 15 * 10),
          "global-deletes", Limit.bucket(15 * 200, 15 * 10));

  /** Of the compute provider (exchanges/throttling-headers.json, the values first seen). */
  private static final Map<String, Integer> COMPUTE =
      Map.ofEntries(
          Map.entry("CreateUpdateDisks3Min", 1_000),
          Map.entry("CreateUpdateDisks30Min", 8_000),
          Map.entry("DeleteDisks3Min", 1_000),
          Map.entry("DeleteDisks30Min", 8_000),
          Map.entry("HighCostSnapshotCreateHydrate3Min", 1_000),
          Map.entry("HighCostSnapshotCreateHydrate30Min", 8_000),
          Map.entry("HighCostGet3Min", 240),
          Map.entry("HighCostGet30Min", 1_920),
          Map.entry("LowCostGet3Min", 4_000),
          Map.entry("LowCostGet30Min", 32_000),
          Map.entry("LowCostGetSubscriptionMaximum", 24_000),
          Map.entry("GetOperation3Min", 50_000),
          Map.entry("GetOperation30Min", 400_000));

  private static final Pattern MINUTES = Pattern.compile("(\\d{1,3})Min$");

  /** Buckets without a length in their name refill to a third each minute (§2.6). */
  private static final Duration NAMELESS = Duration.ofMinutes(3);

  private Limits() {}

  static Limit manager(String kind) {
    return MANAGER.get(kind);
  }

  /** 1,000 writes and 10,000 reads in five minutes (azure-facts.md §2.6); no header tells. */
  static Limit network(boolean read) {
    return Limit.blind(read ? 10_000 : 1_000, Duration.ofMinutes(5));
  }

  /**
   * A policy of the compute provider.
   *
   * @param remaining what the answer says is left: of a policy that nobody has recorded, that is
   *     the best guess
   */
  static Limit compute(String policy, double remaining) {
    Matcher minutes = MINUTES.matcher(policy);
    Duration window =
        minutes.find() ? Duration.ofMinutes(Long.parseLong(minutes.group(1))) : NAMELESS;
    return Limit.window(COMPUTE.getOrDefault(policy, 1), window).seen(remaining);
  }

  /**
   * Of one vault (azure-facts.md §3.7): 4,000 operations in ten seconds. With a key there are 250
   * of the slowest kind, and which kind a key is of is not known before it was asked for.
   */
  static Limit vault(boolean cryptography) {
    return Limit.blind(cryptography ? 250 : 4_000, VAULT_WINDOW);
  }
}
