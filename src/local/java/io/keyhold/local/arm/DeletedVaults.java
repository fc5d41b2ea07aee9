package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** What the local Key Vault tells ARM about vaults. */
public interface DeletedVaults {

  /** The vaults of a subscription that are deleted and not yet purged, as ARM lists them. */
  ArrayNode deletedVaults(String subscription);
}
