package io.keyhold.fake;

import io.keyhold.domain.Code;
import io.keyhold.domain.Look;
import io.keyhold.domain.Problem;
import io.keyhold.domain.Vaults;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Vaults in memory; what was not put is absent. */
public final class FakeVaults implements Vaults {

  private final Map<String, Vault> vaults = new HashMap<>();
  private Optional<Problem> silent = Optional.empty();

  public synchronized FakeVaults put(Vault vault) {
    vaults.put(key(vault.id().subscription(), vault.id().name()), vault);
    return this;
  }

  public synchronized void remove(String subscription, String name) {
    vaults.remove(key(subscription, name));
  }

  /** Nothing can be read any more. */
  public synchronized void silent(Code code) {
    silent = Optional.of(new Problem(code, "scripted", "the test wants no answer"));
  }

  @Override
  public synchronized Look<Vault> find(String subscription, String name) {
    if (silent.isPresent()) {
      return new Look.Unknown<>(silent.get());
    }
    return Optional.ofNullable(vaults.get(key(subscription, name)))
        .<Look<Vault>>map(Look.Seen::new)
        .orElseGet(Look.Absent::new);
  }

  private static String key(String subscription, String name) {
    return (subscription + "/" + name).toLowerCase(Locale.ROOT);
  }
}
