package io.keyhold.local.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All resources of Microsoft.Network, by id without case. Guarded by the kernel's lock. */
final class Items {

  private final Map<String, Item> byKey = new TreeMap<>();

  void put(Item item) {
    byKey.put(item.id().key(), item);
  }

  void remove(NetworkId id) {
    byKey.remove(id.key());
  }

  Optional<Item> find(NetworkId id) {
    return Optional.ofNullable(byKey.get(id.key()));
  }

  List<Item> all(String type) {
    return byKey.values().stream().filter(item -> item.id().type().equalsIgnoreCase(type)).toList();
  }

  /** Those of a type in a subscription, or in one group of it. */
  List<Item> all(String type, String subscription, Optional<String> group) {
    return all(type).stream().filter(item -> item.id().isIn(subscription, group)).toList();
  }
}
