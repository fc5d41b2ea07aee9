package io.keyhold.local.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyhold.local.arm.ArmFailure;
import io.keyhold.local.arm.ArmJson;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gives private addresses of a subnet out: the one that is asked for, or the lowest free one. */
final class Addresses {

  private final Items items;

  Addresses(Items items) {
    this.items = items;
  }

  /**
   * @param configuration the id of the IP configuration that gets the address, and may keep it
   * @param wanted as it was asked for; it is held to {@code privateIPAllocationMethod}
   */
  String give(Subnet subnet, String configuration, JsonNode wanted) {
    var taken = taken(subnet);
    boolean fixed =
        ArmJson.text(wanted, "privateIPAllocationMethod").filter("Static"::equals).isPresent();
    var asked = ArmJson.text(wanted, "privateIPAddress").filter(address -> fixed);
    if (asked.isPresent()) {
      check(subnet, configuration, asked.get(), taken);
      return asked.get();
    }
    return kept(configuration, taken)
        .or(
            () ->
                subnet
                    .prefix()
                    .usable()
                    .mapToObj(Prefix::text)
                    .filter(address -> !taken.containsKey(address))
                    .findFirst())
        .orElseThrow(
            () ->
                ArmFailure.network(
                    400,
                    "SubnetIsFull",
                    "Subnet %s with address prefix %s does not have enough capacity for 1 IP addresses."
                        .formatted(subnet.id().subnet().orElse(""), subnet.prefix())));
  }

  /** A configuration that is written again keeps its address. */
  private static Optional<String> kept(String configuration, Map<String, String> taken) {
    return taken.entrySet().stream()
        .filter(entry -> entry.getValue().equalsIgnoreCase(configuration))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** By address, the IP configuration that has it. */
  private Map<String, String> taken(Subnet subnet) {
    var result = new TreeMap<String, String>();
    items.all(NetworkId.CARDS).stream()
        .flatMap(card -> IpConfigurations.in(card, subnet.id().toString()))
        .forEach(one -> result.put(IpConfigurations.address(one), one.path("id").asText()));
    return result;
  }

  private static void check(
      Subnet subnet, String configuration, String address, Map<String, String> taken) {
    var number = Prefix.number(address).filter(subnet.prefix()::holds);
    if (number.isEmpty()) {
      throw ArmFailure.network(
          400,
          "PrivateIPAddressNotInSubnet",
          "Private static IP address %s does not belong to the range of subnet prefix %s."
              .formatted(address, subnet.prefix()));
    }
    if (subnet.prefix().reserved(number.get())) {
      throw ArmFailure.network(
          400,
          "PrivateIPAddressInReservedRange",
          "Private static IP address %s falls within reserved IP range of subnet prefix %s."
              .formatted(address, subnet.prefix()));
    }
    Optional.ofNullable(taken.get(address))
        .filter(owner -> !owner.equalsIgnoreCase(configuration))
        .ifPresent(
            owner -> {
              throw ArmFailure.network(
                  400,
                  "PrivateIPAddressInUse",
                  "IP configuration %s is using the same private IP address %s as IP configuration %s."
                      .formatted(configuration, address, owner));
            });
  }
}
