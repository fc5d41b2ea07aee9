package io.keyhold.fake;

import io.keyhold.domain.Capacity;
import io.keyhold.domain.Code;
import io.keyhold.domain.Look;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Quota;
import io.keyhold.domain.Sku;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A region with everything in three zones and with large quotas, unless a test says otherwise. */
public final class FakeCapacity implements Capacity {

  private final Map<String, Sku> skus = new HashMap<>();
  private final Set<String> missing = new HashSet<>();
  private final Map<String, Quota> quotas = new HashMap<>();
  private Optional<Problem> silent = Optional.empty();

  public synchronized void put(Sku sku) {
    skus.put(sku.name().toLowerCase(Locale.ROOT), sku);
  }

  /** The region does not have this size or kind. */
  public synchronized void remove(String name) {
    missing.add(name.toLowerCase(Locale.ROOT));
  }

  public synchronized void quota(String name, Quota quota) {
    quotas.put(name.toLowerCase(Locale.ROOT), quota);
  }

  /** Nothing can be read any more. */
  public synchronized void silent(Code code) {
    silent = Optional.of(new Problem(code, "scripted", "the test wants no answer"));
  }

  @Override
  public synchronized Look<Map<String, Quota>> quotas(String subscription, String region) {
    return silent
        .<Look<Map<String, Quota>>>map(Look.Unknown::new)
        .orElseGet(() -> new Look.Seen<>(Map.copyOf(quotas)));
  }

  @Override
  public synchronized Look<Sku> sku(String subscription, String region, String type, String name) {
    if (silent.isPresent()) {
      return new Look.Unknown<>(silent.get());
    }
    String key = name.toLowerCase(Locale.ROOT);
    return missing.contains(key)
        ? new Look.Absent<>()
        : new Look.Seen<>(skus.getOrDefault(key, usual(type, name)));
  }

  /** What a size or kind has that no test cares about. */
  public static Sku usual(String type, String name) {
    return new Sku(
        name,
        Optional.of("testFamily").filter(family -> type.equals(MACHINES)),
        List.of("1", "2", "3"),
        false,
        List.of(),
        type.equals(MACHINES)
            ? Map.of("vCPUs", "2", "HyperVGenerations", "V1,V2", "PremiumIO", "True")
            : Map.of());
  }
}
