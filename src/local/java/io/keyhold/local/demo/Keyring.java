package io.keyhold.local.demo;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.fleet.SampleFleet;
import io.keyhold.local.keyvault.Vault;
import java.util.Base64;

/** Takes keys out of the local vault as an administrator does who follows an unlock plan. */
public final class Keyring {
  private static final String NEWEST = "";

  private final Vault vault;

  public Keyring(LocalAzure azure) {
    vault = azure.vaults().vault(SampleFleet.VAULT);
  }

  /** A BEK that is wrapped by the fleet's KEK. */
  public byte[] wrappedBek(String machine) {
    byte[] wrapped = Base64.getUrlDecoder().decode(vault.secrets().value("bek-" + machine, NEWEST));
    return vault.keys().unwrap(SampleFleet.KEK, NEWEST, "RSA-OAEP", wrapped);
  }
}
