package io.keyhold.local.fleet;

import java.util.List;

/** Calls to begin with, for whoever has the sample fleet before them. */
public final class Examples {
  private Examples() {}

  /**
   * Lines to be printed, with commands that can be copied.
   *
   * @param host where the HTTP functions are, such as {@code http://localhost:7071}
   */
  public static List<String> lines(String host) {
    return """
    Backups begin with the next minute, copies half a minute later. To try, in another terminal:
      curl -s %1$s/api/recovery-points | jq '.value[] | {id, machine, state}'
      curl -s -X PUT %1$s/api/restores/my-machine -H 'Content-Type: application/json' -d '{
        "recoveryPoint": "<id>", "mode": "machine", "target": {"resourceGroup": "%2$s", "namePrefix": "back",
        "subnetId": "%3$s"}}'
      curl -s %1$s/api/restores/my-machine | jq '{state, resources}'
      curl -s -X POST %1$s/admin/functions/copy-advance    # fires a timer at once\
    """
        .formatted(host, SampleFleet.RESTORED, SampleNetworks.RESTORED)
        .lines()
        .toList();
  }
}
