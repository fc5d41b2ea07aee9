package io.keyhold.azure.groups;

import io.keyhold.domain.ArmId;
import java.util.Arrays;

/**
 * The parts of an id that the permissions call takes one by one.
 *
 * @param parent types and names between provider and type, such as {@code virtualNetworks/net};
 *     empty for a resource of its own
 */
record Resource(String provider, String parent, String type) {

  /** {@code /subscriptions/s/resourceGroups/g/providers/P/T/N} has the type in this place. */
  private static final int FIRST_TYPE = 7;

  static Resource of(ArmId id) {
    String[] parts = id.value().split("/");
    int type = parts.length - 2;
    return new Resource(
        parts[FIRST_TYPE - 1],
        String.join("/", Arrays.copyOfRange(parts, FIRST_TYPE, type)),
        parts[type]);
  }
}
