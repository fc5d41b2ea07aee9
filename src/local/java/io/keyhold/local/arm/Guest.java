package io.keyhold.local.arm;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What only the running machine itself could tell.
 *
 * @param running else deallocated
 * @param agentReady whether the guest's agent reports
 * @param substatuses message by extension name, such as Azure Disk Encryption's {@code {"os":
 *     "Encrypted", "data": "Encrypted"}}
 */
public record Guest(
    boolean running,
    boolean agentReady,
    String computerName,
    String osName,
    String osVersion,
    Map<String, String> substatuses) {

  public Guest {
    substatuses = Map.copyOf(substatuses);
  }

  /** A machine that has just been made: it runs, and its agent has not reported yet. */
  static Guest fresh(String name) {
    return new Guest(true, false, name, "", "", Map.of());
  }

  /** A machine that runs and whose agent reports. */
  static Guest healthy(String name, String osType) {
    return osType.equalsIgnoreCase("Windows")
        ? new Guest(true, true, name, "Windows Server 2022 Datacenter", "10.0.20348.4405", Map.of())
        : new Guest(true, true, name, "ubuntu", "24.04", Map.of());
  }

  Guest running(boolean now) {
    return new Guest(now, agentReady, computerName, osName, osVersion, substatuses);
  }

  /** The same guest with another message of an extension. */
  public Guest withSubstatus(String extension, String message) {
    var result = new HashMap<>(substatuses);
    result.put(extension, message);
    return new Guest(running, agentReady, computerName, osName, osVersion, result);
  }

  Optional<String> substatus(String extension) {
    return Optional.ofNullable(substatuses.get(extension));
  }
}
