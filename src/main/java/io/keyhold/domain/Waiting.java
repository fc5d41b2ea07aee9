package io.keyhold.domain;

import java.time.Duration;

/** The only way in which this program waits; in tests it returns at once. */
@FunctionalInterface
public interface Waiting {

  /**
   * Returns after about this time.
   *
   * @throws CloudFailure with {@link Code#CLOUD_TIMEOUT} when the thread is interrupted
   */
  void pause(Duration time);
}
