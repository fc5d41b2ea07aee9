package io.keyhold.local.fleet;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.keyvault.Vault;
import java.util.List;

/** The managed identities of the function apps, each with what the design withholds from it. */
public final class SampleIdentities {
  public static final String BACKUP = "bbbbbbbb-0000-4000-8000-00000000000b";
  public static final String RESTORE = "bbbbbbbb-0000-4000-8000-00000000000c";

  private SampleIdentities() {}

  /** The client id of an app, by the app's name in function-config. */
  public static String of(String app) {
    return switch (app) {
      case "backup" -> BACKUP;
      case "restore" -> RESTORE;
      default -> throw new IllegalArgumentException("No identity is known for the app " + app);
    };
  }

  /**
   * Backup deletes nothing and writes no disk; restore writes no snapshot, unwraps nothing and
   * reads no secret. The right to beginGetAccess cannot be withheld: whoever copies from a disk or
   * snapshot must have it.
   */
  static void limit(LocalAzure azure, Vault vault) {
    azure.caller(BACKUP).deny("*/delete", "Microsoft.Compute/disks/write");
    azure
        .caller(RESTORE)
        .deny("Microsoft.Compute/snapshots/write", "Microsoft.Compute/snapshots/delete");
    List.of("keys/unwrap/action", "keys/decrypt/action", "secrets/getSecret/action")
        .forEach(action -> vault.deny(RESTORE, "Microsoft.KeyVault/vaults/" + action));
  }
}
