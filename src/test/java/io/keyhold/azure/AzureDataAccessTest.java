package io.keyhold.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Code;
import io.keyhold.domain.DataAccess;
import io.keyhold.domain.DataAccess.Answer;
import io.keyhold.domain.DataRight;
import io.keyhold.domain.contract.DataAccessContract;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.http.RequestLog.Entry;
import io.keyhold.local.keyvault.PolicyRefusal;
import io.keyhold.local.keyvault.Vault;
import io.keyhold.local.keyvault.VaultSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AzureDataAccessTest extends DataAccessContract {

  private static final URI POINTS = URI.create("https://keyholdstate.blob.core.windows.net/points");

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
  protected DataAccess access() {
    return world.adapters().dataAccess();
  }

  @Override
  protected DataAccess without(DataRight right) {
    String client = world.clientWithout(right.action()).orElseThrow();
    return world.adapters(Map.of("AZURE_CLIENT_ID", client)).dataAccess();
  }

  @Override
  protected String givenVault(boolean accessPolicies) {
    return vault(accessPolicies).settings().name();
  }

  private static Vault vault(boolean accessPolicies) {
    VaultSettings settings =
        VaultSettings.of(world.name("kv-access-")).inGroup(LocalAzure.SUBSCRIPTION, "keys");
    return world.azure().vaults().create(accessPolicies ? settings.withAccessPolicies() : settings);
  }

  @Test
  void bothCodesOfAccessPoliciesAreTaken() {
    Vault vault = vault(true);
    vault.refusePoliciesWith(PolicyRefusal.ACCESS_DENIED);
    assertThat(without(DataRight.READ_KEY).vault(vault.settings().name(), DataRight.READ_KEY))
        .isEqualTo(new Answer.Denied(true));
  }

  @Test
  void aFirewallAndAVaultThatIsNotThereAreUnknownAndNotMissing() {
    Vault vault = vault(false);
    vault.firewall(true);
    assertThat(access().vault(vault.settings().name(), DataRight.READ_KEY))
        .isInstanceOfSatisfying(
            Answer.Unknown.class,
            unknown -> assertThat(unknown.cause().code()).isEqualTo(Code.VAULT_FIREWALL));
    assertThat(access().vault("kv-nowhere", DataRight.READ_KEY)).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void aContainerThatIsNotThereIsUnknown() {
    assertThat(access().container(POINTS.resolve("/nothing"), DataRight.READ_BLOB))
        .isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void askingChangesNothingAndReadsNothing() {
    Vault vault = vault(false);
    vault.keys().generate("kek", 2048);
    int before = world.azure().requests().all().size();
    for (DataRight right : DataRight.values()) {
      Answer answer =
          right.ofVault()
              ? access().vault(vault.settings().name(), right)
              : access().container(POINTS, right);
      assertThat(answer).isEqualTo(new Answer.Allowed());
    }
    List<Entry> all = world.azure().requests().all();
    assertThat(all.subList(before, all.size()))
        .filteredOn(entry -> !entry.caller().isEmpty())
        .noneMatch(entry -> entry.succeeded() && !entry.path().endsWith("/versions"));
    assertThat(world.azure().blobs().container(LocalAzure.ACCOUNT, "points").list("")).isEmpty();
  }
}
