package io.keyhold.local.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyhold.local.arm.ArmJson;
import io.keyhold.local.arm.Kernel;
import io.keyhold.local.arm.Locations;
import io.keyhold.local.arm.NetworkCards;
import io.keyhold.local.arm.ResourceProvider;
import java.util.List;
import java.util.Optional;

/**
 * Microsoft.Network put together, and its stage. What is staged here has been there for long, as
 * far as a client can tell.
 */
public final class Network {

  private final Kernel kernel;
  private final Items items = new Items();
  private final VirtualNetworks networks = new VirtualNetworks(items);
  private final Cards cards = new Cards(items, networks);

  public Network(Kernel kernel) {
    this.kernel = kernel;
  }

  public ResourceProvider provider() {
    return new NetworkProvider(kernel, items, networks);
  }

  public NetworkCards cards() {
    return cards;
  }

  /** Makes a virtual network without subnets, where it is not there, and gives its id. */
  public String network(
      String subscription, String group, String name, String location, String prefix) {
    var id = NetworkId.of(subscription, group, NetworkId.NETWORKS, name);
    return kernel.alone(
        () -> {
          networks.make(id, Locations.plain(location), prefix);
          return id.toString();
        });
  }

  /**
   * Makes a subnet, where it is not there, and gives its id.
   *
   * @param network the id of a virtual network
   * @param prefix in CIDR notation, with 8 to 29 bits
   */
  public String subnet(String network, String name, String prefix) {
    var id = parsed(network).withSubnet(Optional.of(name));
    return kernel.alone(
        () -> {
          networks.makeSubnet(id, prefix);
          return id.toString();
        });
  }

  /** Makes an interface that no machine has, in a subnet, and gives its id. */
  public String card(
      String subscription, String group, String name, String location, String subnet) {
    var id = NetworkId.of(subscription, group, NetworkId.CARDS, name).toString();
    card(id, location, Optional.of(subnet));
    return id;
  }

  /** Makes an interface with this id; without a subnet, in one that is made for its group. */
  public void card(String id, String location, Optional<String> subnet) {
    kernel.alone(
        () -> {
          cards.stage(id, Locations.plain(location), subnet);
          return id;
        });
  }

  /** Makes a security group or a public address, of which only the id and the region matter. */
  public void other(String id, String location) {
    var known = parsed(id);
    var body = ArmJson.object().put("name", known.name()).put("id", id);
    body.put("etag", Item.newEtag())
        .put("type", known.fullType())
        .put("location", Locations.plain(location));
    body.putObject("properties").put("provisioningState", "Succeeded");
    kernel.alone(
        () -> {
          items.put(new Item(known, body));
          return id;
        });
  }

  /** The resource as it is stored. */
  public Optional<ObjectNode> find(String id) {
    return kernel.alone(() -> items.find(parsed(id)).map(item -> item.copy().body()));
  }

  /** The ids of all resources of a type, as in paths. */
  public List<String> ids(String type) {
    return kernel.alone(() -> items.all(type).stream().map(item -> item.id().toString()).toList());
  }

  /** Takes a resource away at once, whatever depends on it. */
  public void remove(String id) {
    kernel.alone(
        () -> {
          items.remove(parsed(id));
          return id;
        });
  }

  private static NetworkId parsed(String id) {
    return NetworkId.parse(id)
        .orElseThrow(() -> new IllegalArgumentException("Not the id of a network resource: " + id));
  }
}
