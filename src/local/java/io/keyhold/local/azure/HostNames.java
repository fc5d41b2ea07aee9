package io.keyhold.local.azure;

import java.util.ArrayList;
import java.util.List;

/** The names for which the local Azure has a certificate. */
final class HostNames {

  /** Managed disks live in numbered zones, and a wildcard covers one label only. */
  private static final int ZONES = 50;

  private HostNames() {}

  static List<String> all() {
    var names =
        new ArrayList<>(
            List.of(
                "management.azure.com",
                "login.microsoftonline.com",
                "*.vault.azure.net",
                "*.managedhsm.azure.net",
                "*.blob.core.windows.net",
                "*.queue.core.windows.net",
                "*.table.core.windows.net"));
    for (int zone = 1; zone <= ZONES; zone++) {
      names.add("*.z%02d.blob.storage.azure.net".formatted(zone));
    }
    return names;
  }
}
