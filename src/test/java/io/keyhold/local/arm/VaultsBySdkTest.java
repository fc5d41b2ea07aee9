package io.keyhold.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.keyvault.fluent.VaultsClient;
import com.azure.resourcemanager.keyvault.fluent.models.VaultInner;
import com.azure.resourcemanager.keyvault.implementation.KeyVaultManagementClientBuilder;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.azure.Sdk;
import io.keyhold.local.keyvault.VaultSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Azure's own client reads vaults as ARM shows them. */
class VaultsBySdkTest {

  private LocalAzure azure;
  private VaultsClient vaults;

  @BeforeEach
  void start() {
    azure = LocalAzure.start(LocalAzure.Options.instant());
    azure.vaults().create(VaultSettings.of("kv-one").protectedFromPurge());
    azure
        .vaults()
        .create(
            VaultSettings.of("kv-two")
                .in("northeurope")
                .inGroup(LocalAzure.SUBSCRIPTION, "other")
                .withSoftDeleteDays(7)
                .withAccessPolicies()
                .withoutDiskEncryption());
    vaults =
        new KeyVaultManagementClientBuilder()
            .pipeline(Sdk.pipeline(azure, ""))
            .endpoint(AzureEnvironment.AZURE.getResourceManagerEndpoint())
            .subscriptionId(LocalAzure.SUBSCRIPTION)
            .buildClient()
            .getVaults();
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void aVaultTellsItsRegionAndWhatItIsEnabledFor() {
    var one = vaults.getByResourceGroup("keyhold-keys", "kv-one");
    assertThat(one.location()).isEqualTo("westeurope");
    assertThat(one.properties().vaultUri()).isEqualTo("https://kv-one.vault.azure.net/");
    assertThat(one.properties().enabledForDiskEncryption()).isTrue();
    assertThat(one.properties().enablePurgeProtection()).isTrue();
    assertThat(one.properties().enableRbacAuthorization()).isTrue();
    assertThat(one.properties().softDeleteRetentionInDays()).isEqualTo(90);
    var two = vaults.getByResourceGroup("OTHER", "KV-TWO");
    assertThat(two.location()).isEqualTo("northeurope");
    assertThat(two.properties().enabledForDiskEncryption()).isFalse();
    assertThat(two.properties().enablePurgeProtection()).isNull();
    assertThat(two.properties().enableRbacAuthorization()).isFalse();
    assertThat(two.properties().softDeleteRetentionInDays()).isEqualTo(7);
  }

  @Test
  void aListIsOfTheSubscriptionOrOfAGroup() {
    assertThat(vaults.listBySubscription(null, Context.NONE))
        .extracting(VaultInner::name)
        .containsExactlyInAnyOrder("kv-one", "kv-two");
    assertThat(vaults.listByResourceGroup("other"))
        .extracting(VaultInner::name)
        .containsExactly("kv-two");
  }

  @Test
  void aVaultThatIsDeletedIsNotThere() {
    azure.vaults().delete("kv-one");
    assertThat(vaults.listBySubscription(null, Context.NONE))
        .extracting(VaultInner::name)
        .containsExactly("kv-two");
    assertThatThrownBy(() -> vaults.getByResourceGroup("keyhold-keys", "kv-one"))
        .isInstanceOfSatisfying(
            ManagementException.class,
            failure -> assertThat(failure.getValue().getCode()).isEqualTo("ResourceNotFound"));
  }
}
