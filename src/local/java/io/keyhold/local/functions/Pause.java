package io.keyhold.local.functions;

import java.time.Duration;

/**
 * How the host waits between retries and for what never completes; a test moves its clock instead.
 */
@FunctionalInterface
public interface Pause {
  void waitFor(Duration duration) throws InterruptedException;

  /** Waits in earnest. */
  static Pause real() {
    return Thread::sleep;
  }
}
