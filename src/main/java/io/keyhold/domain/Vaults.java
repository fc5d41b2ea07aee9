package io.keyhold.domain;

/** Key vaults as resources. Nothing here throws {@link CloudFailure}. */
public interface Vaults {

  /**
   * A vault.
   *
   * @param forDiskEncryption whether Azure may take keys out of it for a machine's disks ({@code
   *     enabledForDiskEncryption})
   */
  record Vault(ArmId id, String region, boolean forDiskEncryption) {}

  /**
   * The vault of this name among those of the subscription that the caller may see; absent does not
   * mean that there is none.
   */
  Look<Vault> find(String subscription, String name);
}
