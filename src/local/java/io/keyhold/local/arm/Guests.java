package io.keyhold.local.arm;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The guests of all machines. Guarded by the kernel's lock. */
final class Guests {

  private final Map<String, Guest> byMachine = new HashMap<>();

  Guest of(ResourceId id) {
    return byMachine.getOrDefault(id.key(), Guest.fresh(id.name()));
  }

  void put(ResourceId id, Guest guest) {
    byMachine.put(id.key(), guest);
  }

  void change(ResourceId id, UnaryOperator<Guest> change) {
    put(id, change.apply(of(id)));
  }

  void remove(ResourceId id) {
    byMachine.remove(id.key());
  }
}
