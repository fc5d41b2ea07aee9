package io.keyhold.local.authorization;

import io.keyhold.local.arm.Gate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All locks. */
public final class Locks implements Gate {

  private final Map<String, Lock> byKey = new ConcurrentSkipListMap<>();

  /** Locks a scope against deletes. */
  public void canNotDelete(String scope, String name) {
    put(new Lock(scope, name, false, Optional.empty()));
  }

  /** Locks a scope against deletes, writes and actions. */
  public void readOnly(String scope, String name) {
    put(new Lock(scope, name, true, Optional.empty()));
  }

  /** Takes a lock away. */
  public void remove(String scope, String name) {
    remove(new Lock(scope, name, false, Optional.empty()));
  }

  @Override
  public List<String> locksAgainst(String scope, boolean delete) {
    return byKey.values().stream()
        .filter(lock -> lock.hinders(scope, delete))
        .map(Lock::scope)
        .distinct()
        .toList();
  }

  Optional<Lock> find(String scope, String name) {
    return Optional.ofNullable(byKey.get(new Lock(scope, name, false, Optional.empty()).key()));
  }

  void put(Lock lock) {
    byKey.put(lock.key(), lock);
  }

  void remove(Lock lock) {
    byKey.remove(lock.key());
  }

  /**
   * The locks that a list at a scope shows: those that hold for it, and those of what lies beneath.
   */
  List<Lock> about(String scope, boolean withBeneath) {
    return byKey.values().stream()
        .filter(
            lock ->
                Lock.within(scope, lock.scope()) || withBeneath && Lock.within(lock.scope(), scope))
        .toList();
  }
}
