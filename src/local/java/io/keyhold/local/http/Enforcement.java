package io.keyhold.local.http;

/** Whether the rate limits are enforced, or only told where the real service tells them. */
public final class Enforcement {

  private volatile boolean on;

  public boolean on() {
    return on;
  }

  /** From now on a call beyond a limit is refused with 429, or is not. */
  public void set(boolean enforced) {
    on = enforced;
  }
}
