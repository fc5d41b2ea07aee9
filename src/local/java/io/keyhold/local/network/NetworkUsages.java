package io.keyhold.local.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.arm.ArmJson;
import java.util.Optional;

/** What a subscription uses of a region's networks, and how much it may; names as recorded. */
record NetworkUsages(Items items) {

  private enum Kind {
    VIRTUAL_NETWORKS("VirtualNetworks", "Virtual Networks", 1000, NetworkId.NETWORKS),
    SECURITY_GROUPS(
        "NetworkSecurityGroups", "Network Security Groups", 5000, "networkSecurityGroups"),
    PUBLIC_ADDRESSES("PublicIPAddresses", "Public IP Addresses", 1000, "publicIPAddresses"),
    CARDS("NetworkInterfaces", "Network Interfaces", 65_536, NetworkId.CARDS);

    private final String value;
    private final String localized;
    private final int limit;
    private final String type;

    Kind(String value, String localized, int limit, String type) {
      this.value = value;
      this.localized = localized;
      this.limit = limit;
      this.type = type;
    }
  }

  ObjectNode of(String subscription, String location) {
    var body = ArmJson.object();
    var list = body.putArray("value");
    for (var kind : Kind.values()) {
      long used =
          items.all(kind.type, subscription, Optional.empty()).stream()
              .filter(item -> item.location().equalsIgnoreCase(location))
              .count();
      var entry = list.addObject().put("currentValue", used);
      entry.put(
          "id",
          "/subscriptions/%s/providers/Microsoft.Network/locations/%s/usages/%s"
              .formatted(subscription, location, kind.value));
      entry.put("limit", kind.limit);
      entry.putObject("name").put("localizedValue", kind.localized).put("value", kind.value);
      entry.put("unit", "Count").put("isAdjustable", true);
    }
    return body;
  }
}
