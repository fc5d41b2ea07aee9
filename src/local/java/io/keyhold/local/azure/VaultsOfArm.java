package io.keyhold.local.azure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.keyhold.local.arm.Vaults;
import io.keyhold.local.keyvault.KeyVaults;

/** The local Key Vault as ARM sees it. */
record VaultsOfArm(KeyVaults source) implements Vaults {

  @Override
  public ArrayNode vaults(String subscription) {
    return source.vaults(subscription);
  }

  @Override
  public ArrayNode deletedVaults(String subscription) {
    return source.deletedVaults(subscription);
  }
}
