package io.keyhold.local.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills a machine's osProfile in, and takes out what is never given back. */
final class OsProfile {

  private OsProfile() {}

  static void fill(ObjectNode profile, String osType) {
    profile.remove("adminPassword");
    profile.remove("customData");
    var configuration =
        ArmJson.in(
            profile, osType.equals("Windows") ? "windowsConfiguration" : "linuxConfiguration");
    if (!configuration.has("provisionVMAgent")) {
      configuration.put("provisionVMAgent", true);
    }
    if (osType.equals("Windows") && !configuration.has("enableAutomaticUpdates")) {
      configuration.put("enableAutomaticUpdates", true);
    }
    if (!configuration.has("patchSettings")) {
      configuration
          .putObject("patchSettings")
          .put("patchMode", osType.equals("Windows") ? "AutomaticByOS" : "ImageDefault")
          .put("assessmentMode", "ImageDefault");
    }
    configuration.put("enableVMAgentPlatformUpdates", osType.equals("Windows"));
    if (!profile.has("secrets")) {
      profile.putArray("secrets");
    }
    profile.put("allowExtensionOperations", true).put("requireGuestProvisionSignal", true);
  }
}
