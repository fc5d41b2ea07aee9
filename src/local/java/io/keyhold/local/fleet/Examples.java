package io.keyhold.local.fleet;

import io.keyhold.local.azure.LocalAzure;
import io.keyhold.local.identity.Callers;
import io.keyhold.local.identity.Entra;
import java.util.List;

/** Calls to begin with, for whoever has the sample fleet before them. */
public final class Examples {
  private Examples() {}

  /**
   * Lines to be printed, with commands that can be copied; the first gets the token of the others.
   *
   * @param host where the HTTP functions are, such as {@code http://localhost:7071}
   */
  public static List<String> lines(LocalAzure azure, String host) {
    return """
    Backups begin with the next minute, copies half a minute later. To try, in another terminal:
      %4$s
      curl -s %1$s/api/recovery-points --oauth2-bearer $TOKEN | jq '.value[] | {id, machine, state}'
      curl -s -X PUT %1$s/api/restores/my-machine --oauth2-bearer $TOKEN -H 'Content-Type: application/json' -d '{
        "recoveryPoint": "<id>", "mode": "machine", "target": {"resourceGroup": "%2$s", "namePrefix": "back",
        "subnetId": "%3$s"}}'
      curl -s %1$s/api/restores/my-machine --oauth2-bearer $TOKEN | jq '{state, resources}'
      curl -s -X POST %1$s/admin/functions/copy-advance    # fires a timer at once\
    """
        .formatted(host, SampleFleet.RESTORED, SampleNetworks.RESTORED, token(azure))
        .lines()
        .toList();
  }

  /**
   * A command that asks for a token as any program asks Entra, with the secret of the sample
   * client.
   */
  private static String token(LocalAzure azure) {
    return "TOKEN=$(curl -s --proxy %s --cacert %s https://%s/%s/oauth2/v2.0/token -d client_id=%s"
            .formatted(
                azure.settings().get("HTTPS_PROXY"),
                azure.settings().get("KEYHOLD_CA_FILE"),
                Entra.HOST,
                LocalAzure.TENANT,
                Callers.CLIENT)
        + " -d client_secret=%s -d grant_type=client_credentials -d scope=api://%s/.default"
            .formatted(azure.callers().secret(), Callers.APPLICATION)
        + " | jq -r .access_token)";
  }
}
