package io.keyhold.local.identity;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The keys that sign the tenant's tokens: all of them are published, the latest one signs. */
public final class SigningKeys {

  /** Made once for a process: it takes longer than all else that a local Azure needs to start. */
  private static final SigningKey FIRST = SigningKey.make();

  private final List<SigningKey> keys = new CopyOnWriteArrayList<>(List.of(FIRST));

  /** The one that signs. */
  public SigningKey current() {
    return keys.getLast();
  }

  /** All that are published. */
  public List<SigningKey> all() {
    return List.copyOf(keys);
  }

  /** A new key is published and signs from now on; the ones before stay published. */
  public SigningKey rotate() {
    keys.add(SigningKey.make());
    return current();
  }

  /** Takes a key out of the published ones. */
  public void withdraw(SigningKey key) {
    keys.remove(key);
  }
}
