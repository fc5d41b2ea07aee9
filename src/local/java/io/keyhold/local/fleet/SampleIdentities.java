package io.keyhold.local.fleet;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.keyvault.Vault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The managed identities of the function apps, each with what the design withholds from it. */
public final class SampleIdentities {
  public static final String BACKUP = "bbbbbbbb-0000-4000-8000-00000000000b";
  public static final String RESTORE = "bbbbbbbb-0000-4000-8000-00000000000c";
  public static final String RETENTION = "bbbbbbbb-0000-4000-8000-00000000000d";

  private static final String BLOBS =
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";

  private SampleIdentities() {}

  /** The names of the apps. */
  public static List<String> apps() {
    return List.of("backup", "restore", "retention");
  }

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
   * Gives each app what {@code terraform/apps.json} says and nothing else, in the groups of the
   * sample. Besides, nobody at all deletes what is in the container of recovery points.
   */
  public static void limit(LocalAzure azure, Vault... vaults) {
    AppRights rights = new AppRights(places(), List.of(vaults), true);
    for (String app : apps()) {
      rights.give(azure, app, of(app));
    }
    azure.blobs().deny("*", BLOBS + "delete", "points");
  }

  /** The places of the sample fleet, by the words of apps.json. */
  public static Map<String, List<String>> places() {
    return Map.of(
        "subscription",
        List.of("/subscriptions/" + LocalAzure.SUBSCRIPTION),
        "protected",
        groups(SampleFleet.MACHINES, "keyhold-keys"),
        "snapshots",
        groups(SamplePolicy.SNAPSHOTS),
        "copies",
        groups(SamplePolicy.COPIES),
        "targets",
        groups(SampleFleet.RESTORED, SampleFleet.RESTORED_ELSEWHERE),
        "networks",
        groups(SampleNetworks.GROUP));
  }

  private static List<String> groups(String... names) {
    return Stream.of(names)
        .map(name -> "/subscriptions/" + LocalAzure.SUBSCRIPTION + "/resourceGroups/" + name)
        .toList();
  }
}
