package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/** The traces that Azure Disk Encryption leaves on disks and machines. */
public final class Ade {

  public static final String ENCRYPTED = "{\"os\": \"Encrypted\", \"data\": \"Encrypted\"}";

  private Ade() {}

  /** One Key Vault object and the ARM id of its vault. */
  public record Reference(String url, String vaultId) {}

  /**
   * The disk's encryptionSettingsCollection.
   *
   * @param version 1.1 for the single pass, 1.0 for the legacy dual pass
   */
  public static ObjectNode settings(
      String version, Reference secret, Optional<Reference> keyEncryptionKey) {
    var collection = ArmJson.object().put("enabled", true);
    var settings = collection.putArray("encryptionSettings").addObject();
    var dek = settings.putObject("diskEncryptionKey");
    dek.putObject("sourceVault").put("id", secret.vaultId());
    dek.put("secretUrl", secret.url());
    keyEncryptionKey.ifPresent(
        key -> {
          var kek = settings.putObject("keyEncryptionKey");
          kek.putObject("sourceVault").put("id", key.vaultId());
          kek.put("keyUrl", key.url());
        });
    return collection.put("encryptionSettingsVersion", version);
  }

  /** The properties of the single-pass extension, as the portal writes them. */
  public static ObjectNode extension(
      boolean windows, Reference secret, Optional<Reference> keyEncryptionKey) {
    var properties =
        ArmJson.object()
            .put("autoUpgradeMinorVersion", true)
            .put("provisioningState", "Succeeded")
            .put("publisher", "Microsoft.Azure.Security")
            .put("type", name(windows))
            .put("typeHandlerVersion", windows ? "2.2" : "1.1");
    var vaultUrl = secret.url().substring(0, secret.url().indexOf("/secrets/"));
    properties
        .putObject("settings")
        .put("KeyVaultURL", vaultUrl)
        .put("VolumeType", "ALL")
        .put("EncryptionOperation", "EnableEncryption")
        .put("KeyEncryptionKeyURL", keyEncryptionKey.map(Reference::url).orElse(""))
        .put("KeyEncryptionAlgorithm", "RSA-OAEP")
        .put("SequenceVersion", UUID.randomUUID().toString())
        .put("KeyVaultResourceId", secret.vaultId())
        .put("KekVaultResourceId", keyEncryptionKey.map(Reference::vaultId).orElse(""));
    return properties;
  }

  /** The extension's name, which is its type as well. */
  public static String name(boolean windows) {
    return windows ? "AzureDiskEncryption" : "AzureDiskEncryptionForLinux";
  }
}
