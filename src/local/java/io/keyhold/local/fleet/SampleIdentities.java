package io.keyhold.local.fleet;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.keyvault.Vault;
import java.util.List;

/** The managed identities of the function apps, each with what the design withholds from it. */
public final class SampleIdentities {
  public static final String BACKUP = "bbbbbbbb-0000-4000-8000-00000000000b";
  public static final String RESTORE = "bbbbbbbb-0000-4000-8000-00000000000c";
  public static final String RETENTION = "bbbbbbbb-0000-4000-8000-00000000000d";

  private static final String BLOBS =
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";

  private SampleIdentities() {}

  /** The client id of an app, by the app's name in function-config. */
  public static String of(String app) {
    return switch (app) {
      case "backup" -> BACKUP;
      case "restore" -> RESTORE;
      case "retention" -> RETENTION;
      default -> throw new IllegalArgumentException("No identity is known for the app " + app);
    };
  }

  /**
   * Backup deletes nothing and writes no disk; restore writes no snapshot, unwraps nothing and
   * reads no secret; retention reads and deletes snapshots, keeps its records, and has no right to
   * any key. The right to beginGetAccess cannot be withheld from backup: whoever copies from a disk
   * or snapshot must have it. Nobody deletes what is in the container of recovery points.
   */
  public static void limit(LocalAzure azure, Vault... vaults) {
    azure.caller(BACKUP).deny("*/delete", "Microsoft.Compute/disks/write");
    azure
        .caller(RESTORE)
        .deny("Microsoft.Compute/snapshots/write", "Microsoft.Compute/snapshots/delete");
    for (Vault vault : vaults) {
      List.of("keys/unwrap/action", "keys/decrypt/action", "secrets/getSecret/action")
          .forEach(action -> vault.deny(RESTORE, "Microsoft.KeyVault/vaults/" + action));
    }
    azure
        .caller(RETENTION)
        .mayOnly(
            "Microsoft.Compute/snapshots/read",
            "Microsoft.Compute/snapshots/delete",
            BLOBS + "read",
            BLOBS + "write",
            BLOBS + "add/action",
            BLOBS + "delete");
    azure.blobs().deny("*", BLOBS + "delete", "points");
  }
}
