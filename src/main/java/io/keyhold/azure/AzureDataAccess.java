package io.keyhold.azure;

import io.keyhold.azure.keyvault.VaultAsking;
import io.keyhold.azure.storage.BlobAsking;
import io.keyhold.domain.DataAccess;
import io.keyhold.domain.DataRight;
import java.net.URI;
import java.util.function.Function;

/** Asks Key Vault and the blob service themselves. */
final class AzureDataAccess implements DataAccess {

  private final VaultAsking vaults;
  private final Function<URI, BlobAsking> containers;

  AzureDataAccess(VaultAsking vaults, Function<URI, BlobAsking> containers) {
    this.vaults = vaults;
    this.containers = containers;
  }

  @Override
  public Answer vault(String vault, DataRight right) {
    return vaults.ask(vault, right);
  }

  @Override
  public Answer container(URI container, DataRight right) {
    return containers.apply(container).ask(right);
  }
}
