package io.keyhold.local.keyvault;

/** What the request log learns beyond the URL, by these names. Never any key material. */
public final class Facts {

  /** The identifier, with its version, of the one key or secret version that was read or used. */
  public static final String VERSION = "version";

  /** The identifiers of all versions that a list showed, separated by commas. */
  public static final String VERSIONS = "versions";

  private Facts() {}
}
