package io.keyhold.local.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.arm.ArmJson;
import java.util.Optional;
import java.util.UUID;

/** Virtual networks and their subnets, which are made on the stage only. */
final class VirtualNetworks {

  private final Items items;

  VirtualNetworks(Items items) {
    this.items = items;
  }

  /** Makes a network without subnets, where it is not there. */
  void make(NetworkId id, String location, String prefix) {
    if (items.find(id).isPresent()) {
      return;
    }
    var body = ArmJson.object().put("name", id.name()).put("id", id.toString());
    body.put("etag", Item.newEtag()).put("type", id.fullType()).put("location", location);
    var properties = body.putObject("properties").put("provisioningState", "Succeeded");
    properties.put("resourceGuid", UUID.randomUUID().toString());
    properties.putObject("addressSpace").putArray("addressPrefixes").add(prefix);
    properties.putArray("subnets");
    properties.putArray("virtualNetworkPeerings");
    properties.put("enableDdosProtection", false);
    items.put(new Item(id, body));
  }

  /** Makes a subnet of a network that is there, where the subnet is not. */
  void makeSubnet(NetworkId id, String prefix) {
    if (find(id).isPresent()) {
      return;
    }
    var network = items.find(id.withSubnet(Optional.empty())).orElseThrow().copy();
    var subnet = ArmJson.object().put("name", id.subnet().orElseThrow()).put("id", id.toString());
    subnet.put("etag", network.etag());
    var properties = subnet.putObject("properties").put("provisioningState", "Succeeded");
    properties.put("addressPrefix", prefix).putArray("delegations");
    properties
        .put("privateEndpointNetworkPolicies", "Disabled")
        .put("privateLinkServiceNetworkPolicies", "Enabled");
    subnet.put("type", id.fullType());
    network.properties().withArray("subnets").add(subnet);
    items.put(network);
  }

  /** The subnet of an id, wherever it lies. */
  Optional<Subnet> find(NetworkId id) {
    return items
        .find(id.withSubnet(Optional.empty()))
        .flatMap(
            network ->
                body(network, id.subnet().orElse(""))
                    .map(
                        subnet ->
                            new Subnet(
                                NetworkId.parse(subnet.path("id").asText()).orElseThrow(),
                                network.location(),
                                Prefix.of(
                                    ArmJson.text(subnet, "properties.addressPrefix")
                                        .orElseThrow()))));
  }

  /** A network with the interfaces that its subnets hold. */
  ObjectNode shown(Item network) {
    var copy = network.copy();
    copy.properties().withArray("subnets").forEach(subnet -> fill((ObjectNode) subnet));
    return copy.body();
  }

  /** A subnet's own body, with the interfaces that it holds. */
  Optional<ObjectNode> shown(Item network, String subnet) {
    return body(network, subnet).map(ObjectNode::deepCopy).map(this::fill);
  }

  private static Optional<ObjectNode> body(Item network, String subnet) {
    for (var one : network.properties().path("subnets")) {
      if (one.path("name").asText().equalsIgnoreCase(subnet)) {
        return Optional.of((ObjectNode) one);
      }
    }
    return Optional.empty();
  }

  private ObjectNode fill(ObjectNode subnet) {
    var id = subnet.path("id").asText();
    var held =
        items.all(NetworkId.CARDS).stream().flatMap(card -> IpConfigurations.in(card, id)).toList();
    if (!held.isEmpty()) {
      var ids = ArmJson.in(subnet, "properties").putArray("ipConfigurations");
      held.forEach(configuration -> ids.addObject().set("id", configuration.path("id")));
    }
    return subnet;
  }
}
