package io.keyhold.domain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyhold.domain.Look;
import io.keyhold.domain.Vaults;
import org.junit.jupiter.api.Test;

/** What every {@link Vaults} does. */
public abstract class VaultsContract {

  protected abstract Vaults vaults();

  /** A vault in the region of the samples, and its name. */
  protected abstract String givenVault(boolean forDiskEncryption);

  private Look<Vaults.Vault> find(String name) {
    return vaults().find(Samples.SUBSCRIPTION, name);
  }

  @Test
  void aVaultIsFoundByItsName() {
    String name = givenVault(true);
    Vaults.Vault vault = ((Look.Seen<Vaults.Vault>) find(name)).value();
    assertThat(vault.id().name()).isEqualTo(name);
    assertThat(vault.region()).isEqualTo(Samples.REGION);
    assertThat(vault.forDiskEncryption()).isTrue();
  }

  @Test
  void aVaultCanBeClosedToDiskEncryption() {
    String name = givenVault(false);
    assertThat(((Look.Seen<Vaults.Vault>) find(name)).value().forDiskEncryption()).isFalse();
  }

  @Test
  void aVaultThatIsNotSeenIsAbsent() {
    assertThat(find("kv-nowhere")).isEqualTo(new Look.Absent<Vaults.Vault>());
  }
}
