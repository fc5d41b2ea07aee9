package io.keyhold.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A size of machines or a kind of disks, as one region offers it to one subscription.
 *
 * @param family of a size: the name of its quota, such as {@code standardDSv5Family}
 * @param zones where the region has it
 * @param restricted true when this subscription may not use it in this region at all
 * @param restrictedZones where this subscription may not use it
 * @param capabilities as Azure names them, such as {@code vCPUs} or {@code HyperVGenerations}
 */
public record Sku(
    String name,
    Optional<String> family,
    List<String> zones,
    boolean restricted,
    List<String> restrictedZones,
    Map<String, String> capabilities) {

  public Sku {
    zones = List.copyOf(zones);
    restrictedZones = List.copyOf(restrictedZones);
    capabilities = Map.copyOf(capabilities);
  }

  public boolean isIn(String zone) {
    return zones.contains(zone) && !restrictedZones.contains(zone);
  }

  /** The value of a capability; names are compared without case. */
  public Optional<String> capability(String named) {
    return capabilities.entrySet().stream()
        .filter(one -> one.getKey().equalsIgnoreCase(named))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** True when the capability is there and says {@code True}. */
  public boolean has(String named) {
    return capability(named).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** True when the capability is there and says {@code False}; absent says nothing. */
  public boolean lacks(String named) {
    return capability(named).filter("false"::equalsIgnoreCase).isPresent();
  }
}
