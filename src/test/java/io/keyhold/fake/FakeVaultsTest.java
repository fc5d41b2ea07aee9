package io.keyhold.fake;

import io.keyhold.domain.Vaults;
import io.keyhold.domain.contract.Samples;
import io.keyhold.domain.contract.VaultsContract;

class FakeVaultsTest extends VaultsContract {

  private final FakeVaults vaults = new FakeVaults();

  @Override
  protected Vaults vaults() {
    return vaults;
  }

  @Override
  protected String givenVault(boolean forDiskEncryption) {
    vaults.put(new Vaults.Vault(FakeWorld.vault("kv-a"), Samples.REGION, forDiskEncryption));
    return "kv-a";
  }
}
