package io.keyhold.local.arm;

import io.keyhold.local.capacity.Capacity;
import java.util.Map;

/**
 * What ARM needs of its neighbours.
 *
 * @param cards the network interfaces that machines can have
 * @param gate the locks
 * @param providers further ones, by namespace in small letters
 */
public record Surroundings(
    Vaults vaults,
    Capacity capacity,
    NetworkCards cards,
    Gate gate,
    Map<String, ResourceProvider> providers) {

  public Surroundings {
    providers = Map.copyOf(providers);
  }
}
