package io.keyhold.local.arm;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What only the running machine itself could tell.
 *
 * @param agentReady whether the guest's agent reports
 * @param substatuses message by extension name, such as Azure Disk Encryption's {@code {"os":
 *     "Encrypted", "data": "Encrypted"}}
 * @param messages of the status of extensions, by name, where they differ from the usual one
 */
public record Guest(
    Power power,
    boolean agentReady,
    String computerName,
    String osName,
    String osVersion,
    Map<String, String> substatuses,
    Map<String, String> messages) {

  public Guest {
    substatuses = Map.copyOf(substatuses);
    messages = Map.copyOf(messages);
  }

  /** A machine that has just been made: it runs, and its agent has not reported yet. */
  static Guest fresh(String name) {
    return new Guest(Power.RUNNING, false, name, "", "", Map.of(), Map.of());
  }

  /** A machine that runs and whose agent reports. */
  static Guest healthy(String name, String osType) {
    return osType.equalsIgnoreCase("Windows")
        ? new Guest(
            Power.RUNNING,
            true,
            name,
            "Windows Server 2022 Datacenter",
            "10.0.20348.4405",
            Map.of(),
            Map.of())
        : new Guest(Power.RUNNING, true, name, "ubuntu", "24.04", Map.of(), Map.of());
  }

  boolean running() {
    return power == Power.RUNNING;
  }

  /** Whether it has a host, running or not. */
  boolean allocated() {
    return power != Power.DEALLOCATED;
  }

  /** The same guest, running, stopped or deallocated. */
  public Guest with(Power now) {
    return new Guest(now, agentReady, computerName, osName, osVersion, substatuses, messages);
  }

  /** The same guest with another message of an extension. */
  public Guest withSubstatus(String extension, String message) {
    var result = new HashMap<>(substatuses);
    result.put(extension, message);
    return new Guest(power, agentReady, computerName, osName, osVersion, result, messages);
  }

  /** The same guest with another status message of an extension; dual pass names the secret. */
  public Guest withMessage(String extension, String message) {
    var result = new HashMap<>(messages);
    result.put(extension, message);
    return new Guest(power, agentReady, computerName, osName, osVersion, substatuses, result);
  }

  /** The same guest with an agent that does not report. */
  public Guest withoutAgent() {
    return new Guest(power, false, computerName, osName, osVersion, substatuses, messages);
  }

  Optional<String> message(String extension) {
    return Optional.ofNullable(messages.get(extension));
  }

  Optional<String> substatus(String extension) {
    return Optional.ofNullable(substatuses.get(extension));
  }
}
