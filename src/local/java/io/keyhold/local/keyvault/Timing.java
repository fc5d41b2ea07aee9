package io.keyhold.local.keyvault;

import java.time.Duration;

/**
 * How long the vault takes after it has answered. Recordings show 0 to 6 seconds after a delete,
 * some 5 after a purge; of a recovery only that a new version is refused for a while.
 *
 * @param deletion until the object is seen among the deleted ones and can be recovered or purged
 * @param purge until the name is free again
 * @param recovery until the object can be written again; it is readable at once
 */
public record Timing(Duration deletion, Duration purge, Duration recovery) {

  public static final Timing RECORDED =
      new Timing(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(2));

  public static final Timing IMMEDIATE = new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
