package io.keyhold.fake;

import io.keyhold.domain.Leases;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Leases in memory, by the clock that was handed in. */
public final class FakeLeases implements Leases {

  private record Held(int holder, Instant until) {}

  private final Script script = new Script();
  private final InstantSource clock;
  private final Map<String, Held> leases = new HashMap<>();
  private int holders;

  public FakeLeases(InstantSource clock) {
    this.clock = clock;
  }

  public Script script() {
    return script;
  }

  /** Somebody else takes it, whoever has it. */
  public synchronized void steal(String name) {
    leases.put(name, new Held(++holders, clock.instant().plus(TIME)));
  }

  @Override
  public synchronized Optional<Lease> acquire(String name) {
    script.call("acquire", name);
    Held held = leases.get(name);
    if (held != null && clock.instant().isBefore(held.until())) {
      return Optional.empty();
    }
    int holder = ++holders;
    leases.put(name, new Held(holder, clock.instant().plus(TIME)));
    return Optional.of(new Taken(name, holder));
  }

  private synchronized boolean renew(String name, int holder) {
    script.call("renew", name);
    boolean own = leases.containsKey(name) && leases.get(name).holder() == holder;
    if (own) {
      leases.put(name, new Held(holder, clock.instant().plus(TIME)));
    }
    return own;
  }

  private synchronized void release(String name, int holder) {
    script.call("release", name);
    if (leases.containsKey(name) && leases.get(name).holder() == holder) {
      leases.remove(name);
    }
  }

  private final class Taken implements Lease {
    private final String name;
    private final int holder;

    Taken(String name, int holder) {
      this.name = name;
      this.holder = holder;
    }

    @Override
    public boolean renew() {
      return FakeLeases.this.renew(name, holder);
    }

    @Override
    public void release() {
      FakeLeases.this.release(name, holder);
    }
  }
}
