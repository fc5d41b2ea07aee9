package io.keyhold.azure.keyvault;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.azure.AzureWorld;
import io.keyhold.domain.Code;
import io.keyhold.domain.KeyReading;
import io.keyhold.domain.KeyRef;
import io.keyhold.domain.KeyStore;
import io.keyhold.domain.Problem;
import io.keyhold.domain.UnwrapReading;
import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.http.Fault;
import io.keyhold.local.keyvault.Network;
import io.keyhold.local.keyvault.PolicyRefusal;
import io.keyhold.local.keyvault.Vault;
import io.keyhold.local.keyvault.VaultSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a vault gives no answer, and none of them is a missing key. */
class VaultTroubleTest {

  private static AzureWorld world;

  private Vault vault;
  private KeyRef key;
  private KeyRef secret;

  @BeforeAll
  static void start() {
    world = AzureWorld.start();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void ownVault() {
    use(world.azure().vaults().create(world.name("kv-trouble")));
  }

  @AfterEach
  void healthyAgain() {
    world.azure().faults().clear();
  }

  private void use(Vault ours) {
    vault = ours;
    key = AzureKeyStoreTest.ref(vault.keys().generate("kek", 2048));
    secret = AzureKeyStoreTest.ref(vault.secrets().set("bek", "c2VjcmV0LXZhbHVl"));
  }

  private static KeyStore store() {
    return world.adapters().keyStore();
  }

  private void fault(Fault.Kind kind, int times) {
    String host = vault.settings().host();
    world.azure().faults().add(call -> call.host().equals(host), Fault.before(kind), times);
  }

  private static Problem cause(KeyReading reading) {
    assertThat(reading).isInstanceOf(KeyReading.NoAnswer.class);
    return ((KeyReading.NoAnswer) reading).cause();
  }

  private static Problem cause(UnwrapReading reading) {
    assertThat(reading).isInstanceOf(UnwrapReading.NoAnswer.class);
    return ((UnwrapReading.NoAnswer) reading).cause();
  }

  private static void assertDenied(Problem cause, String action, String vaultName) {
    assertThat(cause.code()).isEqualTo(Code.VAULT_ACCESS_DENIED);
    assertThat(cause.detail()).contains(action + " is missing on the vault " + vaultName);
  }

  @Test
  void eachMissingRightIsNamedWithTheVault() {
    String name = vault.settings().name();
    vault.deny("*", "*");
    assertDenied(cause(store().read(key)), "Microsoft.KeyVault/vaults/keys/read", name);
    assertDenied(
        cause(store().read(secret)), "Microsoft.KeyVault/vaults/secrets/readMetadata/action", name);
    assertDenied(
        cause(store().open(secret)), "Microsoft.KeyVault/vaults/secrets/getSecret/action", name);
    vault.allowAll();
    vault.deny("*", "Microsoft.KeyVault/vaults/keys/unwrap/action");
    assertDenied(
        cause(store().unwrap(key, secret)), "Microsoft.KeyVault/vaults/keys/unwrap/action", name);
  }

  @ParameterizedTest
  @EnumSource(PolicyRefusal.class)
  void aRefusalByAccessPoliciesIsAMissingRightToo(PolicyRefusal code) {
    use(
        world
            .azure()
            .vaults()
            .create(VaultSettings.of(world.name("kv-policies")).withAccessPolicies()));
    vault.refusePoliciesWith(code);
    vault.deny("*", "*");
    assertThat(cause(store().read(key)).code()).isEqualTo(Code.VAULT_ACCESS_DENIED);
    assertThat(cause(store().read(secret)).detail()).contains("secret permission list");
  }

  @Test
  void withoutTheRightToDeletedObjectsAMissingKeyIsNotCalledAbsent() {
    KeyRef absent = key.at("3".repeat(32));
    String host = vault.settings().host();
    world
        .azure()
        .faults()
        .add(
            call -> call.host().equals(host) && call.path().startsWith("/deletedkeys/"),
            Fault.before(
                new Fault.Status(
                    403,
                    "{\"error\":{\"code\":\"Forbidden\",\"message\":\"no\","
                        + "\"innererror\":{\"code\":\"ForbiddenByRbac\"}}}")),
            1);
    assertThat(cause(store().read(absent)).code()).isEqualTo(Code.VAULT_ACCESS_DENIED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Network.class,
      names = {"FIREWALL", "PRIVATE_ONLY", "PERIMETER"})
  void networkRulesAreToldFromMissingRights(Network network) {
    vault.network(network);
    assertThat(cause(store().read(key)).code()).isEqualTo(Code.VAULT_FIREWALL);
    assertThat(cause(store().open(secret)).code()).isEqualTo(Code.VAULT_FIREWALL);
  }

  @Test
  void throttlingThatPassesIsWaitedFor() {
    vault.throttle(1);
    assertThat(store().read(key)).isInstanceOf(KeyReading.Found.class);
  }

  @Test
  void throttlingThatLastsIsSaid() {
    vault.throttle(100);
    assertThat(cause(store().read(key)).code()).isEqualTo(Code.VAULT_THROTTLED);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void anErrorOfTheVaultIsSaid(int status) {
    fault(new Fault.Status(status, ""), 100);
    assertThat(cause(store().read(key)).code()).isEqualTo(Code.VAULT_ERROR);
  }

  @Test
  void aFourOhFourThatIsNotKeyVaultsOwnSaysNothing() {
    fault(new Fault.Status(404, "<html>not here</html>"), 100);
    assertThat(cause(store().read(key)).code()).isEqualTo(Code.VAULT_ERROR);
    assertThat(cause(store().read(secret)).code()).isEqualTo(Code.VAULT_ERROR);
  }

  @Test
  void anAnswerThatIsCutOffSaysNothing() {
    fault(new Fault.Malformed(), 100);
    assertThat(cause(store().read(key)).code()).isIn(Code.VAULT_ERROR, Code.VAULT_UNREACHABLE);
  }

  @Test
  void aListOfVersionsThatIsCutOffSaysNothingAndNotThatThereAreNone() {
    world
        .azure()
        .faults()
        .add(call -> call.path().endsWith("/versions"), Fault.after(new Fault.Malformed()), 100);
    assertThat(cause(store().read(secret)).code()).isEqualTo(Code.VAULT_ERROR);
  }

  @Test
  void aConnectionThatBreaksOnceIsMadeAgain() {
    fault(new Fault.Reset(), 1);
    assertThat(store().read(key)).isInstanceOf(KeyReading.Found.class);
  }

  @Test
  void noAnswerInTimeIsATimeOutAndNotTriedAgain() {
    fault(new Fault.Timeout(), 100);
    KeyStore hasty = world.adapters(Map.of("KEYHOLD_HTTP_TIMEOUT", "1")).keyStore();
    int before = world.azure().requests().all().size();
    assertThat(cause(hasty.read(key)).code()).isEqualTo(Code.VAULT_TIMEOUT);
    assertThat(world.azure().requests().all().size() - before).isLessThanOrEqualTo(1);
  }

  @Test
  void aNameThatDoesNotResolveIsUnreachable() {
    KeyRef nowhere =
        KeyRef.parse("https://nosuchvault.vault.azure.net/keys/kek/" + "1".repeat(32))
            .orElseThrow();
    assertThat(cause(store().read(nowhere)).code()).isEqualTo(Code.VAULT_UNREACHABLE);
  }

  @Test
  void aDeletedVaultIsFoundAmongTheDeletedOnes() {
    world.azure().vaults().delete(vault.settings().name());
    KeyStore store = world.adapters().keyStore(() -> List.of(LocalAzure.SUBSCRIPTION));
    assertThat(store.read(key))
        .isInstanceOfSatisfying(
            KeyReading.VaultDeleted.class,
            deleted -> assertThat(deleted.scheduledPurge()).isPresent());
    assertThat(store.read(secret)).isInstanceOf(KeyReading.VaultDeleted.class);
  }

  @Test
  void withoutTheRightToDeletedVaultsItStaysUnreachable() {
    world.azure().vaults().delete(vault.settings().name());
    String client = world.clientWithout("Microsoft.KeyVault/deletedVaults/read").orElseThrow();
    KeyStore store =
        world
            .adapters(Map.of("AZURE_CLIENT_ID", client))
            .keyStore(() -> List.of(LocalAzure.SUBSCRIPTION));
    assertThat(cause(store.read(key)).code()).isEqualTo(Code.VAULT_UNREACHABLE);
  }

  @Test
  void deletedVaultsAreLookedForWhereTheAdaptersHaveWorked() {
    var adapters = world.adapters(Map.of());
    adapters.machines().in(LocalAzure.SUBSCRIPTION);
    world.azure().vaults().delete(vault.settings().name());
    assertThat(adapters.keyStore().read(key)).isInstanceOf(KeyReading.VaultDeleted.class);
  }

  @Test
  void aVaultOfAnotherCloudIsNotCalled() {
    KeyRef foreign =
        KeyRef.parse("https://kv-prod.vault.azure.cn/keys/kek/" + "1".repeat(32)).orElseThrow();
    int before = world.azure().relayed().size();
    assertThat(cause(store().read(foreign)).detail()).contains("KEYHOLD_CLOUD");
    assertThat(cause(store().unwrap(foreign, foreign)).detail()).contains("KEYHOLD_CLOUD");
    assertThat(cause(store().open(foreign)).detail()).contains("KEYHOLD_CLOUD");
    assertThat(world.azure().relayed()).hasSize(before);
  }

  @Test
  void aVaultThatAsksForAForeignTokenGetsNone() {
    String host = vault.settings().host();
    world
        .azure()
        .faults()
        .add(call -> call.host().equals(host), Fault.before(new Fault.Status(401, "{}")), 100);
    assertThat(cause(store().read(key)).code()).isIn(Code.VAULT_ERROR, Code.VAULT_TOKEN_REFUSED);
  }

  @Test
  void theValueOfASecretIsInNoReading() {
    String shown =
        store().read(secret) + " " + store().open(secret) + " " + store().unwrap(key, secret);
    assertThat(shown).doesNotContain("c2VjcmV0LXZhbHVl").doesNotContain("secret-value");
  }
}
