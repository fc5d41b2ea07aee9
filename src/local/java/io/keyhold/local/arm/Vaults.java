package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** What the local Key Vault tells ARM about vaults. */
public interface Vaults {

  /** The vaults of a subscription that are there, as ARM lists them, in the order of their ids. */
  ArrayNode vaults(String subscription);

  /** The vaults of a subscription that are deleted and not yet purged, as ARM lists them. */
  ArrayNode deletedVaults(String subscription);
}
