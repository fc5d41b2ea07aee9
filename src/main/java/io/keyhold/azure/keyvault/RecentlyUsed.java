package io.keyhold.azure.keyvault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Keeps what was used lately, at most so many; making a value must not wait. */
final class RecentlyUsed<K, V> {

  private static final float LOAD = 0.75f;

  private final Map<K, V> values;

  RecentlyUsed(int most) {
    this.values =
        new LinkedHashMap<>(16, LOAD, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  synchronized V get(K key, Function<K, V> maker) {
    V known = values.get(key);
    if (known == null) {
      known = maker.apply(key);
      values.put(key, known);
    }
    return known;
  }

  synchronized int size() {
    return values.size();
  }
}
