package io.keyhold.azure.keyvault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.Look;
import io.keyhold.domain.Vaults;
import io.keyhold.domain.contract.VaultsContract;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.keyvault.VaultSettings;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AzureVaultsTest extends VaultsContract {

  private static AzureWorld world;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Override
  protected Vaults vaults() {
    return world.adapters().vaults();
  }

  @Override
  protected String givenVault(boolean forDiskEncryption) {
    String name = world.name("kv-test-");
    VaultSettings settings =
        VaultSettings.of(name).inGroup(LocalAzure.SUBSCRIPTION, "keys").in(AzureWorld.REGION);
    world.azure().vaults().create(forDiskEncryption ? settings : settings.withoutDiskEncryption());
    return name;
  }

  @Test
  void aMissingRightIsNoMissingVault() {
    String client = world.clientWithout("Microsoft.KeyVault/vaults/read").orElseThrow();
    assertThat(
            world
                .adapters(Map.of("AZURE_CLIENT_ID", client))
                .vaults()
                .find(LocalAzure.SUBSCRIPTION, givenVault(true)))
        .isInstanceOf(Look.Unknown.class);
  }
}
