package io.keyhold.local.keyvault;

/** Who is let in before anybody asks for rights. */
public enum Network {
  /** Everybody who has a token. */
  OPEN,
  /** The firewall knows neither the caller's address nor the caller. */
  FIREWALL,
  /** Public network access is disabled; only private links remain. */
  PRIVATE_ONLY,
  /** A network security perimeter stands around the vault. */
  PERIMETER
}
